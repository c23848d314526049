import { toPayment } from '@hansom/platform-api';
import { type EventHandler } from '@hansom/platform-bus';
import { type Payment } from '@hansom/proto-payment';

import { type RealtimeContext } from '../context.ts';

/** Who pays is told how that goes, and who drove, once there is a driver. */
export function paymentChanged({
  streams,
}: RealtimeContext): EventHandler<{ payment?: Payment | undefined }> {
  return ({ type: event, occurredAt, payload: { payment } }) => {
    if (!payment) return;
    const told = { event, at: new Date(occurredAt), data: toPayment(payment) };
    streams.tell(payment.riderId, told);
    if (payment.driverId) streams.tell(payment.driverId, told);
  };
}
