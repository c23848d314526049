import { type EventHandler } from '@hansom/platform-bus';
import { holderOf } from '@hansom/platform-store';
import { type Payment } from '@hansom/proto-payment';

import { changeShift } from '../change-shift.ts';
import { type ShiftContext } from '../context.ts';

/** Nothing more is to be done about the fare of a job: its driver need not wait any longer. */
export function paymentSettled(ctx: ShiftContext): EventHandler<{ payment?: Payment | undefined }> {
  return async ({ payload: { payment } }, call) => {
    const shiftId = payment?.driverId ? await holderOf(ctx.drivers, payment.driverId) : undefined;
    if (!payment || shiftId === undefined) return; // nobody drove
    await changeShift(ctx, { shiftId, event: { on: 'settled', bookingId: payment.bookingId } }, call);
  };
}
