import { type EventHandler } from '@hansom/platform-bus';
import { type Booking } from '@hansom/proto-booking';

import { changeShift } from '../change-shift.ts';
import { type ShiftContext } from '../context.ts';
import { type JobStep } from '../domain/shift-event.ts';

/** A job went a step on: the shift that has it follows, under the job's offer. Repeats find it there. */
export function followBooking(
  ctx: ShiftContext,
  on: Exclude<JobStep['on'], 'reallocating'>,
): EventHandler<{ booking?: Booking | undefined }> {
  return async ({ payload: { booking } }, call) => {
    if (!booking?.shiftId) return; // nobody had the job
    const { bookingId, offerId: token, shiftId } = booking;
    await changeShift(ctx, { shiftId, event: { on, token, bookingId } }, call);
  };
}
