import { type Handler } from '@hansom/platform-rpc';
import { type ResumeRequest, type ResumeResponse } from '@hansom/proto-shift';

import { type ShiftContext } from '../context.ts';
import { driverCommand } from './driver-command.ts';

export function resume(ctx: ShiftContext): Handler<ResumeRequest, ResumeResponse> {
  return async ({ commandKey }, call) => {
    const isDone = ({ state }: { state: string }) => state === 'FREE';
    return { shift: await driverCommand(ctx, { commandKey, event: { on: 'resume' }, isDone }, call) };
  };
}
