/** A day of the proleptic Gregorian calendar: month 1 to 12, day 1 to 31. */
export interface LocalDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A time of day as clocks on a wall show it: hour 0 to 23, minute 0 to 59. */
export interface LocalTime {
  readonly hour: number;
  readonly minute: number;
}

/** ISO 8601: Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export function addDays(date: LocalDate, count: number): LocalDate {
  const moved = new Date(utcOf(date) + count * 86_400_000);
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() };
}

export function weekdayOf(date: LocalDate): Weekday {
  // getUTCDay is 0 (Sunday) to 6, so this is 1 to 7.
  return (new Date(utcOf(date)).getUTCDay() || 7) as Weekday;
}

/** Reads `20:00`, `08:30`: two digits each. Undefined for anything else. */
export function parseLocalTime(text: string): LocalTime | undefined {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  return hour === undefined ? undefined : { hour: Number(hour), minute: Number(minute) };
}

/** What a clock in UTC would read at this date and time, in epoch milliseconds. Throws a RangeError for no such date or time. */
export function utcOf(date: LocalDate, time: LocalTime = { hour: 0, minute: 0 }): number {
  const { year, month, day } = date;
  const { hour, minute } = time;
  const utc = Date.UTC(year, month - 1, day, hour, minute);
  const read = new Date(utc);
  const given = [year, month - 1, day, hour, minute];
  const normal = [
    read.getUTCFullYear(),
    read.getUTCMonth(),
    read.getUTCDate(),
    read.getUTCHours(),
    read.getUTCMinutes(),
  ];
  if (given.some((part, i) => part !== normal[i]))
    throw new RangeError(`no such date and time: ${year}-${month}-${day} ${hour}:${minute}`);
  return utc;
}
