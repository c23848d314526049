import { type ReceivedEvent } from '@hansom/platform-bus';
import { type Call } from '@hansom/platform-rpc';
import { type Booking } from '@hansom/proto-booking';
import { type Receipt } from '@hansom/proto-notification';
import { type Payment } from '@hansom/proto-payment';

import { type NotificationContext } from './context.ts';
import { OUTSTANDING } from './domain/texts.ts';
import { driversCar } from './drivers-car.ts';
import { given } from './given.ts';

/** What a payment that has come to an end was for. */
export interface Settled {
  event: Pick<ReceivedEvent<unknown>, 'type' | 'occurredAt'>;
  payment: Payment;
  booking: Booking;
}

/** The receipt of a ride, or of the fee for one that was not driven. */
export async function makeReceipt(ctx: NotificationContext, settled: Settled, call: Call): Promise<Receipt> {
  const { booking, event } = settled;
  const { driverId, startedAt, endedAt = new Date(event.occurredAt) } = booking;
  const hasDriven = startedAt !== undefined && driverId !== '';
  const { name, plate } = hasDriven ? await driversCar(ctx, driverId, call) : { name: '', plate: '' };
  return {
    bookingId: booking.bookingId,
    riderId: booking.riderId,
    fare: given(booking.fare, 'the fare'),
    pickup: booking.pickup,
    destination: booking.destination,
    startedAt: startedAt ?? booking.createdAt,
    endedAt,
    distanceMetres: booking.distanceMetres,
    durationMs: booking.durationMs,
    driverName: name,
    plate,
    paidBy: await paidBy(ctx, settled, call),
    issuedAt: new Date(event.occurredAt),
  };
}

async function paidBy(
  ctx: NotificationContext,
  { event, payment: { cash, bookingId } }: Settled,
  call: Call,
): Promise<string> {
  if (event.type === 'payment.outstanding') return OUTSTANDING;
  if (cash) return 'cash';
  const { method } = await ctx.payment.getOfBooking({ bookingId }, call);
  const { brand, last4 } = given(method, 'the card');
  return `${brand} ${last4}`;
}
