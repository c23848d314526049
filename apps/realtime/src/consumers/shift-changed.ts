import { toShift } from '@hansom/platform-api';
import { type EventHandler } from '@hansom/platform-bus';
import { type Shift } from '@hansom/proto-shift';

import { type RealtimeContext } from '../context.ts';

export function shiftChanged({ streams }: RealtimeContext): EventHandler<{ shift?: Shift | undefined }> {
  return ({ type: event, occurredAt, payload: { shift } }) => {
    if (shift) streams.tell(shift.driverId, { event, at: new Date(occurredAt), data: toShift(shift) });
  };
}
