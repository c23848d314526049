import { type Handler } from '@hansom/platform-rpc';
import { type TakeStreetHailRequest, type TakeStreetHailResponse } from '@hansom/proto-shift';

import { type ShiftContext } from '../context.ts';
import { driverCommand } from './driver-command.ts';

export function takeStreetHail(ctx: ShiftContext): Handler<TakeStreetHailRequest, TakeStreetHailResponse> {
  return async ({ commandKey }, call) => {
    const isDone = ({ state }: { state: string }) => state === 'BUSY_STREET';
    return {
      shift: await driverCommand(ctx, { commandKey, event: { on: 'take_street_hail' }, isDone }, call),
    };
  };
}
