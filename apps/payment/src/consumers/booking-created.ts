import { type EventHandler } from '@hansom/platform-bus';
import { instant } from '@hansom/platform-context';
import { type Booking, type BookingCreated, PaymentKind } from '@hansom/proto-booking';
import { fromWireTenancy } from '@hansom/platform-identity';
import { currency, money } from '@hansom/shared-money';
import { timeOf } from '@hansom/shared-ids';

import { type PaymentContext } from '../context.ts';
import { debtsOf } from '../debts.ts';
import { type Means, open, type Opened } from '../domain/opening.ts';
import { paymentIdOf } from '../payment-id.ts';

/** A ride was booked: its price is held on the card, or cash is agreed on. */
export function bookingCreated(ctx: PaymentContext): EventHandler<BookingCreated> {
  return async ({ id: command, payload: { booking } }, call) => {
    const paymentId = paymentIdOf(booking?.bookingId ?? '');
    const opened = openedBy(paymentId, booking);
    const means = await meansOf(ctx, opened, booking);
    await ctx.ofCity.note(opened.city, { at: instant(timeOf(paymentId)), key: paymentId });
    // That it exists already is what a repeat finds.
    await ctx.payments.create(paymentId, { ...open(opened, means, ctx.clock.now()), command }, call);
  };
}

function openedBy(paymentId: string, booking: Booking | undefined): Opened {
  const total = booking?.quote?.total;
  if (!booking || !total) throw new TypeError(`${paymentId}: a booking without a quote`);
  const { bookingId, city, riderId } = booking;
  const tenancy = fromWireTenancy(booking.tenancy) ?? 'live';
  return {
    paymentId,
    bookingId,
    city,
    riderId,
    tenancy,
    quote: money(total.amountMinor, currency(total.currency)),
  };
}

/** Who owes something can pay in the car, but not by card. */
async function meansOf(
  ctx: PaymentContext,
  { riderId, city }: Opened,
  booking: Booking | undefined,
): Promise<Means> {
  if (booking?.paymentKind !== PaymentKind.CARD) return { kind: 'cash' };
  const { paymentMethodId: methodId } = booking;
  const [method, debts] = await Promise.all([ctx.methods.everOf(riderId, methodId), debtsOf(ctx, riderId)]);
  if (debts.length > 0) return { kind: 'refused', methodId, reason: 'outstanding' };
  if (!method || method.removed) return { kind: 'refused', methodId, reason: 'unknown_method' };
  return { kind: 'card', methodId, card: method.card, holdPercent: ctx.config.city(city).holdPercent };
}
