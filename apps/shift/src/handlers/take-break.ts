import { type Handler } from '@hansom/platform-rpc';
import { type TakeBreakRequest, type TakeBreakResponse } from '@hansom/proto-shift';

import { type ShiftContext } from '../context.ts';
import { driverCommand } from './driver-command.ts';

export function takeBreak(ctx: ShiftContext): Handler<TakeBreakRequest, TakeBreakResponse> {
  return async ({ commandKey }, call) => {
    const isDone = ({ state }: { state: string }) => state === 'BREAK';
    return { shift: await driverCommand(ctx, { commandKey, event: { on: 'take_break' }, isDone }, call) };
  };
}
