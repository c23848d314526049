import { type LocalDate, type LocalTime, type Weekday, weekdayOf } from './calendar.ts';
import { type Millis } from './duration.ts';

/** A point in time: whole milliseconds since the Unix epoch, of the years 1900 to 9999. */
export type EpochMs = number;

/** An IANA time zone in its Area/Location form, or UTC. */
export type TimeZone = string & { readonly __zone: 'iana' };

/** What calendar and clock on a wall in a zone show. */
export interface LocalDateTime extends LocalDate, LocalTime {
  readonly second: number;
  readonly weekday: Weekday;
}

const ZONE = /^(UTC|[A-Z][A-Za-z_]+(\/[A-Z][A-Za-z_-]+)+)$/;
const EARLIEST: EpochMs = Date.UTC(1900, 0, 1);
const LATEST: EpochMs = Date.UTC(9999, 11, 31);

/** A formatter costs 50 us and 30 KB to make and under 1 us to use. As many are kept as there are zones in use. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Whether this Node knows the zone. */
export function isTimeZone(text: string): text is TimeZone {
  if (formatters.has(text)) return true;
  if (!ZONE.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: text });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The zone of that name; throws a RangeError for one that this Node does not know. */
export function timeZone(text: string): TimeZone {
  if (!isTimeZone(text)) throw new RangeError(`${JSON.stringify(text)} is not a time zone`);
  return text;
}

/** Date, time and weekday in a zone. Throws a RangeError for what is not an instant of the years 1900 to 9999. */
export function localOf(at: EpochMs, zone: TimeZone): LocalDateTime {
  const [year, month, day, hour, minute, second] = read(at, zone);
  return { year, month, day, hour, minute, second, weekday: weekdayOf({ year, month, day }) };
}

/** Local time minus UTC: positive east of Greenwich. */
export function offsetMs(at: EpochMs, zone: TimeZone): Millis {
  const [year, month, day, hour, minute, second] = read(at, zone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1_000) * 1_000;
}

type Reading = [year: number, month: number, day: number, hour: number, minute: number, second: number];

function read(at: EpochMs, zone: TimeZone): Reading {
  if (!Number.isInteger(at) || at < EARLIEST || at > LATEST)
    throw new RangeError(`${at} is not an instant of the years 1900 to 9999`);
  // In this locale the numbers come as month, day, year, hour, minute, second, whatever stands between them.
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = Array.from(
    formatterOf(zone).format(at).matchAll(/\d+/g),
    Number,
  );
  return [year, month, day, hour, minute, second];
}

function formatterOf(zone: TimeZone): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(zone, formatter);
  return formatter;
}
