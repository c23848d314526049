import { type Doing, type LiveJob, type Now } from '../../../src/live/protocol.ts';
import { formatMoney } from '../format/money.ts';
import { formatCount, formatPercent } from '../format/number.ts';
import { formatSpan } from '../format/span.ts';

type Drivers = Readonly<Record<Doing, number>>;

/** Drivers as people count them. */
export interface DriverCounts {
  /** Could take a ride: an offer is not one yet. */
  readonly free: number;
  /** With a rider, or on the way to one. */
  readonly busy: number;
  readonly onBreak: number;
  readonly onShift: number;
}

export function countsOf(drivers: Drivers): DriverCounts {
  const free = drivers.FREE + drivers.OFFERED;
  const busy = drivers.TO_PICKUP + drivers.AT_PICKUP + drivers.ON_TRIP + drivers.PAYING + drivers.STREET_HAIL;
  return { free, busy, onBreak: drivers.BREAK, onShift: free + busy + drivers.BREAK };
}

/** The rides whose driver somebody should call, the oldest first. */
export function toBeCalled(jobs: ReadonlyMap<string, LiveJob> | undefined): LiveJob[] {
  return [...(jobs?.values() ?? [])]
    .filter(({ attention }) => attention === 'OPERATORS')
    .sort((a, b) => a.createdAt - b.createdAt);
}

/** A figure with its unit, and what it is. */
export interface Figure {
  readonly label: string;
  readonly value: string;
  /** What it counts exactly, where the label is short. */
  readonly exactly?: string;
}

/** How the last hour went. What cannot be told yet is a dash, never a zero. */
export function lastHourOf({ lastHour }: Now): Figure[] {
  const { completed, cancelled, noShow, noDriver, notPaid, wait, matchRate, takings } = lastHour;
  return [
    { label: 'Completed', value: formatCount(completed) },
    { label: 'Takings', value: sumsOf(takings), exactly: 'What riders paid, before refunds' },
    { label: 'Mean wait', value: wait ? formatSpan(wait.mean) : '–', exactly: 'From the booking to the car' },
    {
      label: '95 % wait less than',
      value: wait ? formatSpan(wait.p95) : '–',
      exactly: 'From the booking to the car',
    },
    {
      label: 'Matched',
      value: matchRate === undefined ? '–' : formatPercent(matchRate * 100),
      exactly: 'Rides that got a driver, of those that ended their search',
    },
    { label: 'No driver found', value: formatCount(noDriver) },
    { label: 'Cancelled', value: formatCount(cancelled) },
    { label: 'Rider did not show', value: formatCount(noShow) },
    { label: 'Not paid', value: formatCount(notPaid) },
  ];
}

const HOUR_MS = 3_600_000;

/** Of what span the figures are: the console may know the city for less than an hour. */
export function spanOf({ knownFor }: Now): string {
  return knownFor >= HOUR_MS ? 'Last hour' : `Last ${formatSpan(Math.max(1_000, knownFor))}`;
}

function sumsOf(sums: Now['lastHour']['takings']): string {
  if (sums.length === 0) return '–';
  return sums.map(({ amountMinor: amount, currency }) => formatMoney({ amount, currency })).join(', ');
}
