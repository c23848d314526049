import { type Handler } from '@hansom/platform-rpc';
import { type CloseRequest, type CloseResponse } from '@hansom/proto-driver';

import { type DriverContext } from '../context.ts';
import { operatorCommand } from './operator-command.ts';

export function close(ctx: DriverContext): Handler<CloseRequest, CloseResponse> {
  return async (request, call) => ({ driver: await operatorCommand(ctx, { what: 'close', request }, call) });
}
