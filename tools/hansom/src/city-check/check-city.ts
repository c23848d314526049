import { bookingsEnd } from './bookings-end.ts';
import { type CityFacts, type Rule } from './facts.ts';
import { historiesWhole } from './histories-whole.ts';
import { ledgerBalances } from './ledger-balances.ts';
import { liveAreListed } from './live-are-listed.ts';
import { moneyMatches } from './money-matches.ts';
import { noHoldLeft } from './no-hold-left.ts';
import { nothingParked } from './nothing-parked.ts';
import { oneJobADriver } from './one-job-a-driver.ts';

const RULES: readonly Rule[] = [
  ...[oneJobADriver, bookingsEnd, historiesWhole, liveAreListed],
  ...[moneyMatches, noHoldLeft, ledgerBalances, nothingParked],
];

/** A rule, and each case in which it does not hold. */
export interface Finding {
  readonly rule: string;
  readonly broken: readonly string[];
}

/** What of all that must hold of a city holds. */
export function checkCity(facts: CityFacts): Finding[] {
  return RULES.map(({ name, broken }) => ({ rule: name, broken: broken(facts) }));
}
