import { type Handler } from '@hansom/platform-rpc';
import { type RestoreRequest, type RestoreResponse } from '@hansom/proto-driver';

import { type DriverContext } from '../context.ts';
import { operatorCommand } from './operator-command.ts';

export function restore(ctx: DriverContext): Handler<RestoreRequest, RestoreResponse> {
  return async (request, call) => ({
    driver: await operatorCommand(ctx, { what: 'restore', request }, call),
  });
}
