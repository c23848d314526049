import { ifFound } from '@hansom/platform-errors';
import { type Call, parallel } from '@hansom/platform-rpc';
import { type Booking } from '@hansom/proto-booking';
import { type EventEnvelope } from '@hansom/proto-common';
import { type Profile } from '@hansom/proto-customer';
import { type Offer } from '@hansom/proto-dispatch';
import { type Driver } from '@hansom/proto-driver';
import { type Message, type Receipt } from '@hansom/proto-notification';
import { type GetOfBookingResponse, type Journal } from '@hansom/proto-payment';

import { gather } from '../gather.ts';
import { type Missing } from '../routes/shapes/missing.ts';
import { historyOf } from './history-of.ts';
import { type StoriesContext } from './stories-context.ts';

/** All that is known of a ride. What is undefined is not there, or is among what is missing. */
export interface Ride {
  readonly booking: Booking;
  readonly rider: Profile | undefined;
  /** Whoever has or had the job, or an offer of it, by id. */
  readonly drivers: Readonly<Record<string, Driver>> | undefined;
  readonly timeline: readonly EventEnvelope[] | undefined;
  readonly offers: readonly Offer[] | undefined;
  readonly offerEvents: Readonly<Record<string, readonly EventEnvelope[]>> | undefined;
  readonly payment: GetOfBookingResponse | undefined;
  readonly paymentEvents: readonly EventEnvelope[] | undefined;
  readonly ledger: readonly Journal[] | undefined;
  readonly messages: readonly Message[] | undefined;
  readonly receipt: Receipt | undefined;
  readonly missing: readonly Missing[];
}

/** Asks everybody who knows of a ride. Rejects with `booking.not_found`, and where booking itself does not answer. */
export async function readBooking(ctx: StoriesContext, bookingId: string, call: Call): Promise<Ride> {
  const { booking } = await ctx.booking.get({ bookingId }, call);
  if (!booking) throw new TypeError(`booking answered without ${bookingId}`);
  const { found, missing } = await gather(firstTasks(ctx, booking), call);
  const { offers = [], payment } = found;
  const kept = offers.slice(-MOST_OFFERS);
  const then = await gather(
    {
      'offers.times': (own) => eventsOfOffers(ctx, kept, own),
      'offers.driver': (own) => driversOf(ctx, { booking, offers: kept }, own),
      'payment.events': (own) => eventsOfPayment(ctx, payment, own),
    },
    call,
  );
  return {
    booking,
    ...{ rider: found['booking.rider'], timeline: found.timeline, offers: found.offers && kept },
    ...{ payment, ledger: found.ledger, messages: found.messages, receipt: found.receipt },
    drivers: then.found['offers.driver'],
    offerEvents: then.found['offers.times'],
    paymentEvents: then.found['payment.events'],
    missing: [...missing, ...then.missing, ...leftOut(offers.length)],
  };
}

/** A job that was offered to more people is told of with the last. */
const MOST_OFFERS = 100;
const MOST_PAGES = 4;

function firstTasks(ctx: StoriesContext, booking: Booking) {
  const { bookingId, riderId, version } = booking;
  return {
    'booking.rider': async (own: Call) => (await ctx.customer.getProfile({ riderId }, own)).profile,
    timeline: (own: Call) =>
      historyOf(ctx.events.booking, { kind: 'booking', aggregate: bookingId, version }, own),
    offers: async (own: Call) => (await ctx.dispatch.listOfBooking({ bookingId }, own)).offers,
    payment: (own: Call) => ifFound(ctx.payment.getOfBooking({ bookingId }, own)),
    ledger: async (own: Call) =>
      (await ifFound(ctx.payment.listJournalsOfBooking({ bookingId }, own)))?.journals ?? [],
    messages: (own: Call) => messagesOf(ctx, booking, own),
    receipt: async (own: Call) => (await ifFound(ctx.notification.getReceipt({ bookingId }, own)))?.receipt,
  };
}

/** What the rider was sent about the job, oldest first: nothing that was sent before it was booked is read. */
async function messagesOf(
  { notification }: StoriesContext,
  { riderId, bookingId, createdAt = new Date(0) }: Booking,
  call: Call,
): Promise<Message[]> {
  const found: Message[] = [];
  let page = '';
  for (let read = 0; read < MOST_PAGES; read += 1) {
    const { messages, nextPage } = await notification.listMessages({ riderId, page }, call); // one page after the other: each names the next
    found.unshift(...messages.filter((message) => message.bookingId === bookingId).reverse());
    const oldest = messages.at(-1)?.sentAt;
    if (nextPage === '' || (oldest && oldest < createdAt)) break;
    page = nextPage;
  }
  return found;
}

function eventsOfOffers({ events }: StoriesContext, offers: readonly Offer[], call: Call) {
  const histories = offers.map(({ offerId, version }) => {
    const wanted = { kind: 'offer', aggregate: offerId, version };
    return [offerId, (own: Call) => historyOf(events.dispatch, wanted, own)] as const;
  });
  return parallel(Object.fromEntries(histories), { call });
}

async function driversOf(
  { driver }: StoriesContext,
  { booking, offers }: { booking: Booking; offers: readonly Offer[] },
  call: Call,
): Promise<Record<string, Driver>> {
  const ids = new Set(
    [booking.driverId, ...offers.map(({ driverId }) => driverId)].filter((id) => id !== ''),
  );
  const asked = Array.from(ids, (driverId) => {
    return [driverId, (own: Call) => ifFound(driver.getDriver({ driverId }, own))] as const;
  });
  const answers = Object.entries(await parallel(Object.fromEntries(asked), { call }));
  return Object.fromEntries(answers.flatMap(([id, answer]) => (answer?.driver ? [[id, answer.driver]] : [])));
}

function eventsOfPayment(
  { events }: StoriesContext,
  answer: GetOfBookingResponse | undefined,
  call: Call,
): Promise<EventEnvelope[]> | undefined {
  const payment = answer?.payment;
  if (!payment) return undefined;
  return historyOf(
    events.payment,
    { kind: 'payment', aggregate: payment.paymentId, version: payment.version },
    call,
  );
}

function leftOut(offers: number): Missing[] {
  return offers > MOST_OFFERS ? [{ part: 'offers', why: `only the last ${MOST_OFFERS} of ${offers}` }] : [];
}
