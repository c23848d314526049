import { type Instant, type Millis } from '@hansom/platform-context';
import { type Money } from '@hansom/proto-common';
import { currency, decimalText, formatMoney } from '@hansom/shared-money';
import { localOf, type TimeZone } from '@hansom/shared-time';

import { type CitySnapshot } from './city-figures.ts';

/** What is shown, again and again. */
export interface View {
  /** Undefined while the services of a city do not run. */
  readonly city:
    | {
        readonly name: string;
        readonly zone: TimeZone;
        readonly now: Instant;
        readonly speed: number;
        readonly figures: CitySnapshot;
      }
    | undefined;
  /** Where browsers find the console; undefined: it does not run here. */
  readonly console: string | undefined;
  /** Services of this process. */
  readonly services: number;
  /** Those that are not ready, and why. */
  readonly unhealthy: readonly { readonly service: string; readonly reasons: readonly string[] }[];
  /** Resident. */
  readonly memoryMb: number;
}

/** What is shown, by its name. */
export type Row = readonly [label: string, text: string];

/** The view in words. A row that has nothing to tell is there all the same, so that all stay where they are. */
export function panelOf({ city, console, services, unhealthy, memoryMb }: View): Row[] {
  const here: Row[] = [
    ['services', healthText(services, unhealthy)],
    ['memory', `${memoryMb} MB`],
    ...(console === undefined ? [] : [['console', console] as const]),
  ];
  if (!city) return here;
  const { drivers, riders, rides, wait, taken } = city.figures;
  return [
    [city.name.toLowerCase(), `${timeText(city.now, city.zone)}${speedText(city.speed)}`],
    ['drivers', `${sumOf(drivers)} on shift: ${countsText(drivers, DRIVERS) || 'nobody yet'}`],
    ['riders', countsText(riders, RIDERS) || 'nobody yet'],
    ['rides', `${rides.completed} completed${others(countsText(rides, RIDES))}`],
    [
      'wait',
      wait ? `${spanText(wait.mean)} mean, ${spanText(wait.p95)} p95, of ${wait.of} rides` : 'none yet',
    ],
    ['takings', taken.map(moneyText).join(' + ') || 'none yet'],
    ...here,
  ];
}

/** The view for machines: spans in ms, amounts as decimals. */
export function figuresOf({ city, services, unhealthy, memoryMb }: View): object {
  const { drivers, riders, rides, wait, taken } = city?.figures ?? {};
  return {
    ...(city && { city: city.name, at: new Date(city.now).toISOString(), speed: city.speed }),
    ...{ drivers, riders, rides },
    ...(wait && { wait: { meanMs: Math.round(wait.mean), p95Ms: wait.p95, rides: wait.of } }),
    ...(taken && { takings: Object.fromEntries(taken.map((price) => [price.currency, decimalOf(price)])) }),
    ...{ services, unhealthy, memoryMb },
  };
}

const DRIVERS = {
  free: 'free',
  offered: 'offered a job',
  toPickup: 'to a pickup',
  atPickup: 'at a pickup',
  onTrip: 'with a rider',
  paying: 'being paid',
  onBreak: 'on a break',
  streetHail: 'hailed in the street',
};
const RIDERS = {
  withoutCar: 'wait without a car yet',
  awaitingCar: 'wait for their car',
  atCar: 'get in',
  onTrip: 'ride',
};
const RIDES = {
  cancelled: 'cancelled',
  noDriver: 'without a driver',
  noShow: 'without a rider',
  notPaid: 'without payment',
};

function countsText<K extends string>(
  counts: Readonly<Record<K, number>>,
  words: Readonly<Partial<Record<K, string>>>,
): string {
  // The keys of a literal are these.
  return (Object.keys(words) as K[])
    .filter((key) => counts[key] > 0)
    .map((key) => `${counts[key]} ${words[key]}`)
    .join(', ');
}

function others(text: string): string {
  return text && `, ${text}`;
}

function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

function healthText(services: number, unhealthy: View['unhealthy']): string {
  if (unhealthy.length === 0) return `all ${services} healthy`;
  return unhealthy
    .map(({ service, reasons }) => `${service} is not healthy: ${reasons.join('; ')}`)
    .join(', ');
}

function timeText(at: Instant, zone: TimeZone): string {
  const { weekday, hour, minute, second } = localOf(Math.floor(at), zone);
  const clock = [hour, minute, second].map(twoDigits).join(':');
  return `${DAYS[weekday]} ${clock}`;
}

function speedText(speed: number): string {
  return speed === 1 ? '' : `, ${speed} times as fast as ours`;
}

const DAYS = { 1: 'Mon', 2: 'Tue', 3: 'Wed', 4: 'Thu', 5: 'Fri', 6: 'Sat', 7: 'Sun' } as const;

/** Minutes and seconds. */
function spanText(span: Millis): string {
  const seconds = Math.round(span / 1_000);
  return `${Math.floor(seconds / 60)}:${twoDigits(seconds % 60)}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

function moneyText(price: Money): string {
  return formatMoney({ amountMinor: price.amountMinor, currency: currency(price.currency) }, 'en');
}

function decimalOf(price: Money): string {
  return decimalText({ amountMinor: price.amountMinor, currency: currency(price.currency) });
}
