import { type Handler } from '@hansom/platform-rpc';
import { type SuspendRequest, type SuspendResponse } from '@hansom/proto-driver';

import { type DriverContext } from '../context.ts';
import { operatorCommand } from './operator-command.ts';

export function suspend(ctx: DriverContext): Handler<SuspendRequest, SuspendResponse> {
  return async (request, call) => ({
    driver: await operatorCommand(ctx, { what: 'suspend', request }, call),
  });
}
