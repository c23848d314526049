/** A length of time in milliseconds. */
export type Millis = number;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const UNITS = new Map([
  ['ms', 1],
  ['s', SECOND],
  ['m', MINUTE],
  ['h', HOUR],
  ['d', DAY],
]);

export function seconds(count: number): Millis {
  return count * SECOND;
}

export function minutes(count: number): Millis {
  return count * MINUTE;
}

export function hours(count: number): Millis {
  return count * HOUR;
}

/** Days of 24 hours. A local day may have 23 or 25: see `nextLocalTime`. */
export function days(count: number): Millis {
  return count * DAY;
}

/** Reads one whole number and one unit: `250ms`, `15s`, `90m`, `12h`, `30d`. Undefined for anything else. */
export function parseDuration(text: string): Millis | undefined {
  const [, count = '', unit = ''] = /^(\d+)([a-z]+)$/.exec(text) ?? [];
  const ms = Number(count) * (UNITS.get(unit) ?? NaN);
  return Number.isSafeInteger(ms) ? ms : undefined;
}
