import { consume } from '@hansom/platform-bus/testing';
import { aUser } from '@hansom/platform-identity/testing';
import { actAs } from '@hansom/platform-identity';
import { type Call, type Handler } from '@hansom/platform-rpc';
import { callHandler } from '@hansom/platform-rpc/testing';
import { Booking, PaymentKind } from '@hansom/proto-booking';
import { FareLineKind, Tenancy } from '@hansom/proto-common';
import { type Payment } from '@hansom/proto-payment';

import { bookingCreated } from '../src/consumers/booking-created.ts';
import { bookingCompleted, bookingEnded } from '../src/consumers/booking-ended.ts';
import { bookingStarted } from '../src/consumers/booking-started.ts';
import { addMethod } from '../src/handlers/add-method.ts';
import { getOfBooking } from '../src/handlers/get-of-booking.ts';
import { paymentIdOf } from '../src/payment-id.ts';
import { type SpecContext } from './a-context.ts';

export const BOOKING = 'booking_got_01kdvt1m00fqftsxvsrzst6qpa';
export const OTHER_BOOKING = 'booking_got_01kdvt1m00fqftsxvsrzst6qpb';
export const RIDER = 'rider_01kdvt1m00fqftsxvsrzst6qpa';
export const DRIVER = 'driver_got_01kdvt1m00fqftsxvsrzst6qpa';
export const PAYMENT = paymentIdOf(BOOKING);

/** 100 kr, as quotes and fares are told. */
export function aFare(minor: number) {
  const total = { amountMinor: BigInt(minor), currency: 'SEK' };
  return { total, lines: [{ kind: FareLineKind.METER, label: 'Meter', price: total }] };
}

/** A ride for 100 kr in cash. */
export function aBooking(over: Partial<Booking> = {}): Booking {
  return Booking.fromPartial({
    bookingId: BOOKING,
    city: 'got',
    tenancy: Tenancy.LIVE,
    riderId: RIDER,
    paymentKind: PaymentKind.CASH,
    quote: aFare(10_000),
    ...over,
  });
}

const VERSIONS = { created: 1, started: 5, completed: 6, cancelled: 7, no_show: 8, expired: 9, failed: 10 };
type What = keyof typeof VERSIONS;

/** Has an event of the booking consumed, as the bus would; the same again is the same event. */
export async function hears(ctx: SpecContext, what: What, over: Partial<Booking> = {}): Promise<void> {
  const booking = aBooking(over);
  const version = VERSIONS[what];
  const id = `booking/${booking.bookingId}/${version}`;
  await consume(
    handlerOf(ctx, what),
    { id, key: booking.bookingId, version, payload: { booking } },
    { effects: ctx.effects },
  );
}

function handlerOf(ctx: SpecContext, what: What) {
  if (what === 'created') return bookingCreated(ctx);
  if (what === 'started') return bookingStarted(ctx);
  return what === 'completed' ? bookingCompleted(ctx) : bookingEnded(ctx);
}

/** Calls a handler for a person. */
export function callFor<Req, Res>(
  ctx: SpecContext,
  { handler, request, user }: { handler: Handler<Req, Res>; request: Req; user: string },
): Promise<Res> {
  const roles = user.startsWith('driver') ? ['DRIVER'] : ['RIDER'];
  const signedIn: Handler<Req, Res> = (asked, call: Call) => {
    actAs(call, aUser({ id: user, roles }), 'token');
    return handler(asked, call);
  };
  return callHandler(signedIn, request, { effects: ctx.effects });
}

/** Puts a test card of the provider on file and gives its id. */
export async function aCard(ctx: SpecContext, providerToken = 'tok_visa', user = RIDER): Promise<string> {
  const request = { commandKey: `add ${providerToken}`, providerToken };
  const { method } = await callFor(ctx, { handler: addMethod(ctx), request, user });
  return method!.paymentMethodId;
}

/** A ride for 100 kr by that card, as far as its payment gets without time passing. */
export async function bookedByCard(
  ctx: SpecContext,
  token = 'tok_visa',
  over: Partial<Booking> = {},
): Promise<void> {
  const paymentMethodId = await aCard(ctx, token);
  await hears(ctx, 'created', { paymentKind: PaymentKind.CARD, paymentMethodId, ...over });
  await ctx.pass(0);
}

export async function paymentOf(ctx: SpecContext, bookingId = BOOKING): Promise<Payment> {
  const { payment } = await callHandler(getOfBooking(ctx), { bookingId }, { effects: ctx.effects });
  return payment!;
}

/** What the provider has moved under the keys of the payment: what is held, was taken, was given back. */
export async function moneyMoved(ctx: SpecContext, paymentId: string = PAYMENT) {
  const movement = async (name: string) => ctx.movements.get({ key: `${paymentId}/${name}` });
  const [hold, rest] = await Promise.all([movement('hold'), movement('rest')]);
  const refunds = await Promise.all(
    [1, 2, 3].flatMap((n) => [movement(`refund-${n}-hold`), movement(`refund-${n}-rest`)]),
  );
  return {
    held: Number(hold?.status === 'HELD' ? hold.amount_minor : 0n),
    taken: Number((hold?.captured_minor ?? 0n) + (rest?.amount_minor ?? 0n)),
    refunded: Number(refunds.reduce((sum, one) => sum + (one?.amount_minor ?? 0n), 0n)),
  };
}
