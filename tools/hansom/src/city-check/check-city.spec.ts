import { type Booking, BookingState } from '@hansom/proto-booking';
import { PaymentState } from '@hansom/proto-payment';
import { minutes } from '@hansom/shared-time';

import { aCity, aJournal, aPayment, aRide, aStep, NOW, sek } from '../../test/a-city.ts';
import { checkCity } from './check-city.ts';
import { type BookingFacts, type CityFacts } from './facts.ts';

/** What is broken, by rule. */
function brokenIn(facts: CityFacts): Record<string, readonly string[]> {
  const broken = checkCity(facts).filter((finding) => finding.broken.length > 0);
  return Object.fromEntries(broken.map((finding) => [finding.rule, finding.broken]));
}

/** The second ride of a city, as it is not over yet. */
function stillLive(change: Partial<Booking> = {}, minutesAgo = 30): BookingFacts {
  const { steps, readAt } = aRide('2', 'driver_2', NOW - minutes(minutesAgo));
  const [created, assigned] = steps;
  if (!created || !assigned) throw new Error('a ride has steps');
  return { booking: { ...assigned.booking, ...change }, steps: [created, assigned], readAt };
}

const ONCE = 'captures are the fares of card rides and the fees that are due, each once';
const HOLDS = 'no money is held for a booking that has ended';
const LEDGER = 'the ledger sums to zero in each currency, and says nothing twice';
const WHOLE = 'histories have no gap, and nothing after the end';

describe('a city where all is well', () => {
  it('breaks no rule', () => {
    expect(brokenIn(aCity())).toEqual({});
  });

  it('may owe: a card that is declined is tried again', () => {
    const city = aCity();
    const [first, second] = city.payments;
    const payments = [
      first,
      { ...second, state: PaymentState.OUTSTANDING, captured: sek(0) },
    ] as typeof city.payments;
    const journals = city.journals.filter(
      ({ bookingId, kind }) => bookingId.endsWith('1') || kind !== 'capture',
    );

    expect(brokenIn({ ...city, payments, journals })).toEqual({});
  });

  it('may be between two steps: money follows a ride within two minutes', () => {
    const ride = aRide('3', 'driver_3', NOW - minutes(16));
    const payment = aPayment(ride.booking.bookingId, { state: PaymentState.AUTHORISED, captured: sek(0) });

    const city = aCity();

    expect(
      brokenIn({ ...city, bookings: [...city.bookings, ride], payments: [...city.payments, payment] }),
    ).toEqual({});
  });

  it('may have cash that is paid in the car, and rides that cost nothing', () => {
    const [cash, free] = [aRide('3', 'driver_3'), aRide('4', 'driver_4')];
    const cancelled = { ...free.booking, state: BookingState.CANCELLED, fare: undefined };
    const city = aCity();

    const facts = {
      ...city,
      bookings: [...city.bookings, cash, { ...free, booking: cancelled }],
      payments: [
        ...city.payments,
        aPayment(cash.booking.bookingId, { state: PaymentState.CASH_COLLECTED, captured: sek(0) }),
        aPayment(cancelled.bookingId, { state: PaymentState.VOIDED, due: sek(0), captured: sek(0) }),
      ],
      journals: [
        ...city.journals,
        aJournal(cash.booking.bookingId, 'fare', 20_000),
        aJournal(cash.booking.bookingId, 'cash_collected', 20_000),
      ],
    };

    expect(brokenIn(facts)).toEqual({});
  });
});

describe('a driver with two jobs', () => {
  const RULE = 'no driver ever has two jobs at once';

  it('is found in the histories, though both rides are over', () => {
    const bookings = [aRide('1', 'driver_1'), aRide('2', 'driver_1', NOW - minutes(20))];

    expect(brokenIn(aCity({ bookings }))).toEqual({
      [RULE]: ['driver_1 has booking_got_1 and booking_got_2 at 2026-01-05T11:41:00.000Z'],
    });
  });

  it('is found where both rides are live', () => {
    const second = stillLive({}, 10);
    const third = aRide('3', 'driver_2', NOW - minutes(5));
    const live = {
      ...third,
      booking: third.steps[1]?.booking ?? third.booking,
      steps: third.steps.slice(0, 2),
    };
    const listed = new Set(['booking_got_2', 'booking_got_3']);

    const broken = brokenIn({ ...aCity({ bookings: [second, live], listed }), payments: [], journals: [] });

    expect(Object.keys(broken)).toEqual([RULE]);
  });

  it('is none who has one ride after the other', () => {
    const bookings = [aRide('1', 'driver_1'), aRide('2', 'driver_1', NOW - minutes(16))];

    expect(brokenIn(aCity({ bookings }))).toEqual({});
  });

  it('is none who gave the first one back', () => {
    const lost = aRide('1', 'driver_1');
    const [created, assigned, completed] = lost.steps;
    if (!created || !assigned || !completed) throw new Error('a ride has steps');
    const back = { ...assigned.booking, state: BookingState.SEARCHING, driverId: '', version: 3 };
    const steps = [
      ...[created, assigned, aStep('booking.reallocating', back, new Date(assigned.at + 1))],
      { ...completed, version: 4, booking: { ...completed.booking, driverId: 'driver_2', version: 4 } },
    ];
    const bookings = [{ ...lost, steps }, aRide('2', 'driver_1', NOW - minutes(25))];

    expect(brokenIn(aCity({ bookings }))).toEqual({});
  });
});

describe('a booking', () => {
  it('that goes on for more than 40 minutes is found', () => {
    const old = stillLive({}, 41);
    const city = aCity({ bookings: [old], listed: new Set(['booking_got_2']), payments: [], journals: [] });

    expect(brokenIn(city)).toEqual({
      'every booking ends within 40 minutes': [
        'booking_got_2 of 2026-01-05T11:19:00.000Z is BOOKING_STATE_ASSIGNED',
      ],
    });
  });

  it('that is live and on no list is found', () => {
    const city = aCity({ bookings: [stillLive()], payments: [], journals: [] });

    expect(brokenIn(city)).toEqual({
      'every live booking is on the list of live ones': ['booking_got_2 is not listed'],
    });
  });

  it('without one of its events is found', () => {
    const ride = aRide('1');
    const gap = { ...ride, steps: ride.steps.filter(({ version }) => version !== 2) };
    const cut = { ...aRide('2', 'driver_2'), steps: aRide('2', 'driver_2').steps.slice(0, 2) };

    expect(brokenIn(aCity({ bookings: [gap, cut] }))).toMatchObject({
      [WHOLE]: ['booking_got_1 has no event 2', 'booking_got_2 has no event 3'],
    });
  });

  it('that something happens to after its end is found', () => {
    const ride = aRide('1');
    const after = aStep('booking.changed', { ...ride.booking, version: 4 }, new Date(NOW));
    const [, second] = aCity().bookings;

    expect(
      brokenIn(aCity({ bookings: [{ ...ride, steps: [...ride.steps, after] }, second as BookingFacts] })),
    ).toEqual({
      [WHOLE]: ['booking_got_1 goes on after booking.completed'],
    });
  });
});

describe('money', () => {
  const [first, second] = ['booking_got_1', 'booking_got_2'] as const;

  it('that was taken for another amount than the fare is found', () => {
    const payments = [aPayment(first, { captured: sek(19_900) }), aPayment(second)];
    const journals = aCity().journals.map((one) =>
      one.bookingId === first && one.kind === 'capture' ? aJournal(first, 'capture', 19_900) : one,
    );

    expect(brokenIn(aCity({ payments, journals }))).toEqual({
      [ONCE]: ['booking_got_1 (PAYMENT_STATE_CAPTURED): captured, by the payment 19900, not 20000'],
    });
  });

  it('that was taken twice is found', () => {
    const journals = [...aCity().journals, aJournal(first, 'capture 2', 20_000)];

    expect(brokenIn(aCity({ journals }))).toEqual({
      [ONCE]: ['booking_got_1 (PAYMENT_STATE_CAPTURED): captured, by the ledger 40000, not 20000'],
    });
  });

  it('that was not taken though the payment says so is found', () => {
    const journals = aCity().journals.filter(
      ({ kind, bookingId }) => kind !== 'capture' || bookingId === second,
    );

    expect(Object.keys(brokenIn(aCity({ journals })))).toEqual([ONCE]);
  });

  it('that a fee was due for and that was let go is found', () => {
    const ride = aRide('1');
    const cancelled = {
      ...ride.booking,
      state: BookingState.CANCELLED,
      fare: { total: sek(5_000), lines: [] },
    };
    const payments = [
      aPayment(first, { state: PaymentState.VOIDED, due: sek(0), captured: sek(0) }),
      aPayment(second),
    ];
    const journals = aCity().journals.filter(({ bookingId }) => bookingId === second);
    const [, other] = aCity().bookings;

    const broken = brokenIn(
      aCity({ bookings: [{ ...ride, booking: cancelled }, other as BookingFacts], payments, journals }),
    );

    expect(Object.keys(broken)).toEqual([ONCE]);
    expect(broken[ONCE]).toContain('booking_got_1 (PAYMENT_STATE_VOIDED): left to pay 5000, not 0');
  });

  it('of a ride without a payment, or before its end, is found', () => {
    const city = aCity({ bookings: [aRide('1'), stillLive()], listed: new Set([second]) });

    const broken = brokenIn({ ...city, payments: [aPayment(second)] });

    expect(broken).toEqual({
      [ONCE]: ['booking_got_1 has no payment', 'booking_got_2 has not ended, and was paid'],
    });
  });

  it('that is held for a ride that is over is found', () => {
    const cancelled = { ...aRide('1').booking, state: BookingState.CANCELLED, fare: undefined };
    const [, other] = aCity().bookings;
    const bookings = [{ ...aRide('1'), booking: cancelled }, other as BookingFacts];
    const payments = [
      aPayment(first, { state: PaymentState.AUTHORISED, due: sek(0), captured: sek(0) }),
      aPayment(second),
    ];
    const journals = aCity().journals.filter(({ bookingId }) => bookingId === second);

    expect(brokenIn(aCity({ bookings, payments, journals }))).toEqual({
      [HOLDS]: ['booking_got_1 is over, its payment PAYMENT_STATE_AUTHORISED'],
    });
  });
});

describe('the ledger', () => {
  it('that does not balance is found', () => {
    const [first, ...others] = aCity().journals;
    if (!first) throw new Error('there are journals');
    const [debit] = first.postings;
    const journals = [{ ...first, postings: debit ? [debit] : [] }, ...others];

    expect(brokenIn(aCity({ journals }))[LEDGER]).toEqual([
      'fare 1 of booking_got_1 sums to 20000 SEK',
      'the ledger sums to 20000 SEK',
    ]);
  });

  it('that mixes currencies is found, though the numbers sum to zero', () => {
    const [first, ...others] = aCity().journals;
    if (!first) throw new Error('there are journals');
    const postings = first.postings.map((posting, i) =>
      i === 0 ? posting : { ...posting, change: { amountMinor: -20_000n, currency: 'EUR' } },
    );

    expect(brokenIn(aCity({ journals: [{ ...first, postings }, ...others] }))[LEDGER]).toContain(
      'the ledger sums to -20000 EUR',
    );
  });

  it('that says something twice is found', () => {
    const { journals } = aCity();
    const [, commission] = journals;
    if (!commission) throw new Error('there are journals');

    expect(brokenIn(aCity({ journals: [...journals, commission] }))).toEqual({
      [LEDGER]: ['commission 1 of booking_got_1 is there twice'],
    });
  });
});

describe('an event that is parked', () => {
  it('is found', () => {
    const parked = ['payment booking/booking/booking_got_1/3'];

    expect(brokenIn(aCity({ parked }))).toEqual({ 'no event waits for an operator': parked });
  });
});
