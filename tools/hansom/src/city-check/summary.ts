import { bookingStateToJSON } from '@hansom/proto-booking';
import { currency, type Currency, decimalText, money } from '@hansom/shared-money';

import { type CityFacts, isLive, minorOf } from './facts.ts';

/** How much there was to check. */
export interface Summary {
  bookings: number;
  live: number;
  /** How many bookings are in each state. */
  states: Record<string, number>;
  journals: number;
  /** What cards and riders in cars have paid. */
  taken: string[];
}

export function summaryOf({ bookings, journals }: CityFacts): Summary {
  const states: Record<string, number> = {};
  for (const { booking } of bookings) {
    const state = bookingStateToJSON(booking.state).replace('BOOKING_STATE_', '');
    states[state] = (states[state] ?? 0) + 1;
  }
  return {
    bookings: bookings.length,
    live: bookings.filter(({ booking }) => isLive(booking)).length,
    states,
    journals: journals.length,
    taken: takenIn(journals),
  };
}

const PAID: readonly string[] = ['capture', 'cash_collected'];

function takenIn(journals: CityFacts['journals']): string[] {
  const sums = new Map<Currency, bigint>();
  for (const { kind, postings } of journals) {
    if (!PAID.includes(kind)) continue;
    for (const { change } of postings) {
      const minor = minorOf(change);
      if (!change || minor <= 0n) continue;
      const code = currency(change.currency);
      sums.set(code, (sums.get(code) ?? 0n) + minor);
    }
  }
  return [...sums].map(([code, minor]) => `${decimalText(money(minor, code))} ${code}`);
}
