import { type ReceivedEvent } from '@hansom/platform-bus';
import { type Call } from '@hansom/platform-rpc';
import { type Booking } from '@hansom/proto-booking';
import { type Money } from '@hansom/proto-common';
import { type Receipt } from '@hansom/proto-notification';
import { type Payment } from '@hansom/proto-payment';

import { type NotificationContext } from './context.ts';
import { FORGIVEN, OUTSTANDING } from './domain/texts.ts';
import { given } from './given.ts';

/** What a payment that has come to an end was for. */
export interface Settled {
  event: Pick<ReceivedEvent<unknown>, 'type' | 'occurredAt'>;
  payment: Payment;
  booking: Booking;
}

/** The receipt of a ride, or of the fee for one that was not driven. */
export async function makeReceipt(ctx: NotificationContext, settled: Settled, call: Call): Promise<Receipt> {
  const { booking, event, payment } = settled;
  const { startedAt, endedAt = new Date(event.occurredAt) } = booking;
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
    ...(await whoDrove(ctx, booking, call)),
    paidBy: await paidBy(ctx, settled, call),
    issuedAt: new Date(event.occurredAt),
    refunded: isMoney(payment.refunded) ? payment.refunded : undefined,
  };
}

function isMoney(amount: Money | undefined): boolean {
  return amount !== undefined && amount.amountMinor > 0n;
}

/**
 * Driver and plate of an earlier receipt of the ride count. The first receipt names the car of the ride, whatever its driver has by now, or none where driver
 * does not tell of it.
 */
async function whoDrove(
  ctx: NotificationContext,
  { bookingId, driverId, vehicleId, startedAt }: Booking,
  call: Call,
): Promise<Pick<Receipt, 'driverName' | 'plate'>> {
  if (startedAt === undefined || driverId === '') return { driverName: '', plate: '' };
  const earlier = await ctx.receipts.of(bookingId);
  if (earlier) return { driverName: earlier.driverName, plate: earlier.plate };
  const { driver } = await ctx.driver.getDriver({ driverId, vehicleId }, call);
  const { name, vehicle } = given(driver, 'the driver');
  return { driverName: name, plate: vehicle?.vehicleId === vehicleId ? vehicle.plate : '' };
}

async function paidBy(
  ctx: NotificationContext,
  { event, payment: { cash, bookingId } }: Settled,
  call: Call,
): Promise<string> {
  if (event.type === 'payment.outstanding') return OUTSTANDING;
  if (event.type === 'payment.forgiven') return FORGIVEN;
  if (cash) return 'cash';
  const { method } = await ctx.payment.getOfBooking({ bookingId }, call);
  const { brand, last4 } = given(method, 'the card');
  return `${brand} ${last4}`;
}
