import { type FakeEffects, fakeEffects, FakeTime } from '@hansom/platform-context/testing';
import { instant } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { type Call } from '@hansom/platform-rpc';
import { isMeant } from '@hansom/platform-store';
import { type Booking } from '@hansom/proto-booking';
import { type EventEnvelope } from '@hansom/proto-common';
import { Profile } from '@hansom/proto-customer';
import { type Driver } from '@hansom/proto-driver';
import { Message, MessageKind, Receipt } from '@hansom/proto-notification';
import { type Fix } from '@hansom/proto-position-tracker';
import { type Shift } from '@hansom/proto-shift';
import { City } from '@hansom/proto-city';

import { type StoriesContext } from '../src/stories/stories-context.ts';
import {
  aBooking,
  aDriver,
  after,
  aPayment,
  BOOKING,
  bookingHistory,
  DRIVER,
  offerHistory,
  OTHER_DRIVER,
  paymentHistory,
  RIDER,
  SEK,
  someOffers,
} from './a-ride.ts';

export const RIDERS_PHONE = '+46701234512';

/** What there is in the world of a spec. */
export interface World {
  booking: Booking;
  jobs: Booking[];
  driver: Driver;
  shift: Shift | undefined;
  shiftEvents: EventEnvelope[];
  fixes: Fix[];
  /** Services that do not answer. */
  down: string[];
}

export interface StoriesSpec {
  ctx: StoriesContext;
  effects: FakeEffects;
  world: World;
}

/** Everybody who knows of a ride, in memory: one ride, its rider and two drivers. */
export function aStoriesContext(over: Partial<World> = {}): StoriesSpec {
  const booking = over.booking ?? aBooking();
  const world: World = {
    booking,
    jobs: [booking],
    driver: aDriver(),
    shift: undefined,
    shiftEvents: [],
    fixes: [],
    down: [],
    ...over,
  };
  const effects = fakeEffects({ time: new FakeTime(instant(after(660).getTime())) });
  return { ctx: contextOf(world, effects), effects, world };
}

type Rpcs = Record<string, (request: never, call: Call) => unknown>;

function contextOf(world: World, effects: FakeEffects): StoriesContext {
  /** A service that answers, unless it is down. */
  function service<R extends Rpcs>(name: string, rpcs: R) {
    const guarded = Object.entries(rpcs).map(([rpc, answer]) => [
      rpc,
      async (request: never, call: Call) => {
        if (world.down.includes(name)) {
          throw new HansomError('unavailable', `${name}.unavailable`, { description: 'nobody is there' });
        }
        return answer(request, call);
      },
    ]);
    return Object.fromEntries(guarded);
  }
  const eventsOf = (name: string, all: (aggregate: string) => EventEnvelope[]) =>
    service(name, {
      read: ({ aggregate, fromVersion }: { aggregate: string; fromVersion: number }) => {
        const events = all(aggregate).filter(({ version }) => version >= fromVersion);
        return { events, version: events.length, expiredTo: 0 };
      },
    });
  const drivers = [world.driver, aDriver({ driverId: OTHER_DRIVER, name: 'Bo', vehicle: undefined })];
  const rider = Profile.fromPartial({ riderId: RIDER, name: 'Anna Lind', phone: RIDERS_PHONE });
  const fakes = {
    clock: effects.clock,
    city: service('city', {
      getCity: () => ({ city: City.fromPartial({ code: 'got', timeZone: 'Europe/Stockholm' }) }),
      listCities: () => ({ cities: ['got', 'sto'].map((code) => City.fromPartial({ code })) }),
    }),
    booking: service('booking', {
      get: ({ bookingId }: { bookingId: string }) => {
        if (bookingId !== BOOKING) throw missing('booking');
        return { booking: world.booking };
      },
      listOfDriver: () => ({ bookings: world.jobs }),
      listOfRider: () => ({ bookings: world.jobs, nextPage: '' }),
    }),
    dispatch: service('dispatch', {
      listOfBooking: () => ({ offers: someOffers() }),
      getOffer: ({ offerId }: { offerId: string }) => {
        return { offer: someOffers().find((offer) => offer.offerId === offerId) };
      },
    }),
    payment: service('payment', {
      getOfBooking: () => ({ payment: aPayment(), method: { brand: 'visa', last4: '4242' } }),
      listJournalsOfBooking: () => ({ journals: [aJournal()] }),
    }),
    notification: service('notification', {
      getReceipt: () => ({ receipt: aReceipt(world.booking) }),
      listMessages: ({ page }: { page: string }) => messagePage(page),
    }),
    customer: service('customer', {
      getProfile: () => ({ profile: rider }),
      findRiders: ({ text }: { text: string }) => {
        return { profiles: isMeant(text, [rider.name, rider.phone]) ? [rider] : [] };
      },
    }),
    driver: service('driver', {
      getDriver: ({ driverId }: { driverId: string }) => {
        const driver = drivers.find((one) => one.driverId === driverId);
        if (!driver) throw missing('driver');
        return { driver };
      },
      findDrivers: ({ city, text }: { city: string; text: string }) => {
        const driver = aDriver();
        const { name, phone, vehicle } = driver;
        const isThere = city === 'got' && isMeant(text, [name, phone, vehicle?.plate ?? '']);
        return { drivers: isThere ? [driver] : [] };
      },
    }),
    shift: service('shift', {
      getLatest: () => ({ shift: world.shift }),
      getShift: () => ({ shift: { driverId: DRIVER } }),
    }),
    positions: service('position-tracker', {
      getLast: () => ({ last: world.fixes.at(-1), recent: world.fixes.slice(0, -1) }),
      getTrace: ({ afterSeq }: { afterSeq: bigint }) => {
        const half = Math.ceil(world.fixes.length / 2);
        const [fixes, next] =
          afterSeq === 0n ? [world.fixes.slice(0, half), 1n] : [world.fixes.slice(half), 0n];
        return { fixes, complete: true, nextAfterSeq: next };
      },
    }),
    eta: service('eta', {
      route: ({ from, to }: { from: object; to: object }) => ({
        outcome: { $case: 'way', value: { line: [from, to], distanceMetres: 1, durationMs: 1 } },
      }),
    }),
    events: {
      booking: eventsOf('booking', bookingHistory),
      dispatch: eventsOf('dispatch', offerHistory),
      payment: eventsOf('payment', paymentHistory),
      shift: eventsOf('shift', () => world.shiftEvents),
    },
  };
  return fakes as unknown as StoriesContext; // of each client what the stories call
}

function missing(of: string): HansomError {
  return new HansomError('not_found', `${of}.not_found`, { description: 'there is none' });
}

function aJournal() {
  return {
    ...{ kind: 'capture', journalNumber: 1, bookedAt: after(601), paymentId: '', bookingId: BOOKING },
    postings: [
      { account: 'psp', change: SEK(145) },
      { account: `riders:${RIDER}`, change: { ...SEK(145), amountMinor: -14_500n } },
    ],
  };
}

function aReceipt({ fare }: Booking): Receipt {
  const facts = { bookingId: BOOKING, issuedAt: after(602), paidBy: 'visa 4242' };
  return Receipt.fromPartial({ ...facts, fare, driverName: 'Asta', plate: 'ABC123' });
}

/** Two pages, newest first; of the ride are the receipt and, on the second page, who comes. */
function messagePage(page: string) {
  if (page !== '') {
    return { messages: [aMessage({ kind: MessageKind.DRIVER_ASSIGNED, sentAt: after(21) })], nextPage: '' };
  }
  const receipt = aMessage({ kind: MessageKind.RECEIPT, sentAt: after(602) });
  const others = aMessage({ bookingId: 'other', kind: MessageKind.CANCELLED, sentAt: after(300) });
  return { messages: [receipt, others], nextPage: 'p2' };
}

function aMessage(over: Partial<Message>): Message {
  return Message.fromPartial({ bookingId: BOOKING, phone: RIDERS_PHONE, text: 'as it reads', ...over });
}
