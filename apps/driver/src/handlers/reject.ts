import { type Handler } from '@hansom/platform-rpc';
import { type RejectRequest, type RejectResponse } from '@hansom/proto-driver';

import { type DriverContext } from '../context.ts';
import { operatorCommand } from './operator-command.ts';

export function reject(ctx: DriverContext): Handler<RejectRequest, RejectResponse> {
  return async (request, call) => ({ driver: await operatorCommand(ctx, { what: 'reject', request }, call) });
}
