import { type Handler } from '@hansom/platform-rpc';
import { type EndRequest, type EndResponse } from '@hansom/proto-shift';

import { type ShiftContext } from '../context.ts';
import { driverCommand } from './driver-command.ts';

export function end(ctx: ShiftContext): Handler<EndRequest, EndResponse> {
  return async ({ commandKey }, call) => {
    const isDone = ({ state }: { state: string }) => state === 'ENDED';
    return { shift: await driverCommand(ctx, { commandKey, event: { on: 'end' }, isDone }, call) };
  };
}
