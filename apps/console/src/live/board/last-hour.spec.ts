import { later } from '@hansom/platform-context';
import { A_MONDAY_MORNING } from '@hansom/platform-context/testing';
import { BookingState } from '@hansom/proto-booking';

import { aJobFact, at, bookingId, driverId } from '../../../test/live-facts.ts';
import { LastHour } from './last-hour.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function after(ms: number) {
  return later(A_MONDAY_MORNING, ms);
}

/** A ride that was asked for at `ms`, whose car came after `waitMs`, and which is over 10 minutes after that. */
function aRide(n: number, ms: number, waitMs = 5 * MINUTE) {
  return aJobFact({
    ...{ bookingId: bookingId(n), version: 9, state: BookingState.COMPLETED, driverId: driverId(1) },
    ...{ createdAt: at(ms), assignedAt: at(ms + MINUTE), arrivedAt: at(ms + waitMs) },
    ...{ startedAt: at(ms + waitMs), endedAt: at(ms + waitMs + 10 * MINUTE) },
  });
}

describe('LastHour', () => {
  it('has nothing to tell of an hour in which nothing happened', () => {
    const hour = new LastHour(A_MONDAY_MORNING);

    expect(hour.figures(A_MONDAY_MORNING)).toEqual({
      ...{ completed: 0, cancelled: 0, noShow: 0, noDriver: 0, notPaid: 0 },
      takings: [],
    });
  });

  it('counts how jobs ended, each once', () => {
    const hour = new LastHour(A_MONDAY_MORNING);
    const ended = (n: number, state: BookingState) =>
      aJobFact({ bookingId: bookingId(n), state, endedAt: at(MINUTE) });

    hour.heardJob(aRide(1, 0));
    hour.heardJob(aRide(1, 0));
    hour.heardJob(ended(2, BookingState.CANCELLED));
    hour.heardJob(ended(3, BookingState.NO_SHOW));
    hour.heardJob(ended(4, BookingState.EXPIRED));
    hour.heardJob(ended(5, BookingState.FAILED));
    hour.heardJob(ended(6, BookingState.ABANDONED));

    expect(hour.figures(after(20 * MINUTE))).toMatchObject({
      ...{ completed: 1, cancelled: 1, noShow: 1, noDriver: 1, notPaid: 1 },
    });
  });

  it('forgets what is longer ago', () => {
    const hour = new LastHour(A_MONDAY_MORNING);
    hour.heardJob(aRide(1, 0)); // over after 15 minutes
    hour.heardJob(aRide(2, 10 * MINUTE, 9 * MINUTE)); // over after 29
    hour.heardPayment({
      paymentId: 'p1',
      at: after(16 * MINUTE),
      sum: { amountMinor: 100, currency: 'SEK' },
    });

    const [before, then, afterwards] = [75, 80, 90].map((minutes) => hour.figures(after(minutes * MINUTE)));

    expect([before?.completed, then?.completed, afterwards?.completed]).toEqual([2, 1, 0]);
    expect([before?.takings.length, then?.takings.length]).toEqual([1, 0]);
    expect([before?.wait?.mean, then?.wait, afterwards?.wait]).toEqual([9 * MINUTE, undefined, undefined]);
  });

  it('counts nothing of before it listened, and tells since when that is', () => {
    const hour = new LastHour(after(30 * MINUTE));
    hour.heardJob(aRide(1, 0));

    expect(hour.figures(after(31 * MINUTE)).completed).toBe(0);
    expect(hour.knownFor(after(31 * MINUTE))).toBe(MINUTE);
    expect(hour.knownFor(after(10 * HOUR))).toBe(HOUR);
  });

  it('tells the mean wait, and the one that 95 of a hundred are not longer than', () => {
    const hour = new LastHour(A_MONDAY_MORNING);
    for (let n = 1; n <= 100; n++) hour.heardJob(aRide(n, 0, n * 1_000));

    expect(hour.figures(after(30 * MINUTE)).wait).toEqual({ mean: 50_500, p95: 95_000 });
  });

  it('does not count the wait for a car that drove off before the ride began', () => {
    const hour = new LastHour(A_MONDAY_MORNING);

    hour.heardJob(aJobFact({ state: BookingState.ARRIVED, driverId: driverId(1), arrivedAt: at(MINUTE) }));

    expect(hour.figures(after(MINUTE)).wait).toBeUndefined();
  });

  it('tells which part of the searches found somebody', () => {
    const hour = new LastHour(A_MONDAY_MORNING);
    hour.heardJob(aRide(1, 0));
    hour.heardJob(aJobFact({ bookingId: bookingId(2), state: BookingState.EXPIRED, endedAt: at(MINUTE) }));
    hour.heardJob(aJobFact({ bookingId: bookingId(3), state: BookingState.CANCELLED, endedAt: at(MINUTE) }));
    hour.heardJob(aJobFact({ bookingId: bookingId(4) })); // still searches
    // Never searched: the payment could not be made sure.
    const failed = { state: BookingState.FAILED, searchEpoch: 0, endedAt: at(MINUTE) };
    hour.heardJob(aJobFact({ bookingId: bookingId(5), ...failed }));

    expect(hour.figures(after(20 * MINUTE)).matchRate).toBeCloseTo(1 / 3);
  });

  it('counts a job that lost its driver, and found none after, as not matched', () => {
    const hour = new LastHour(A_MONDAY_MORNING);
    const assigned = { state: BookingState.ASSIGNED, driverId: driverId(1), assignedAt: at(MINUTE) };
    hour.heardJob(aJobFact({ version: 3, ...assigned }));
    expect(hour.figures(after(MINUTE)).matchRate).toBe(1);

    hour.heardJob(aJobFact({ version: 5, state: BookingState.EXPIRED, endedAt: at(2 * MINUTE) }));

    expect(hour.figures(after(2 * MINUTE)).matchRate).toBe(0);
  });

  it('adds up what riders paid, by currency, each payment once', () => {
    const hour = new LastHour(A_MONDAY_MORNING);
    const paid = (paymentId: string, amountMinor: number, currency: string) =>
      hour.heardPayment({ paymentId, at: A_MONDAY_MORNING, sum: { amountMinor, currency } });
    paid('p1', 10_000, 'SEK');
    paid('p1', 10_000, 'SEK');
    paid('p2', 5_050, 'SEK');
    paid('p3', 700, 'EUR');

    expect(hour.figures(after(MINUTE)).takings).toEqual([
      { amountMinor: 15_050, currency: 'SEK' },
      { amountMinor: 700, currency: 'EUR' },
    ]);
  });
});
