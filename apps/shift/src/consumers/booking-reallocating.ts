import { type EventHandler } from '@hansom/platform-bus';
import { type BookingReallocating } from '@hansom/proto-booking';

import { changeShift } from '../change-shift.ts';
import { type ShiftContext } from '../context.ts';

/** A job was taken away: the shift that had it is free, and is never to be offered it again. */
export function bookingReallocating(ctx: ShiftContext): EventHandler<BookingReallocating> {
  return async ({ key: bookingId, payload: { shiftId, offerId: token } }, call) => {
    await changeShift(ctx, { shiftId, event: { on: 'reallocating', token, bookingId } }, call);
  };
}
