import {
  addDays,
  type EpochMs,
  instantOf,
  type LocalDate,
  type LocalDateTime,
  type LocalTime,
  localOf,
  nextLocalTime,
  type TimeZone,
} from '@hansom/shared-time';

import { type Period, type PeriodRule, type Tariff, type YearlyMoment } from './tariff.ts';

/** What days and hours mean in a city. */
export interface Calendar {
  readonly zone: TimeZone;
  /** Public holidays, as `2018-12-25`. */
  readonly holidays: ReadonlySet<string>;
}

/** A moment, and what the calendar on the wall shows then. */
interface Moment {
  at: EpochMs;
  local: LocalDateTime;
  calendar: Calendar;
}

/** The period in force at an instant, and the next instant at which another may be. */
export function periodAt(
  tariff: Tariff,
  calendar: Calendar,
  at: EpochMs,
): { period: Period; until: EpochMs } {
  const moment = { at, local: localOf(at, calendar.zone), calendar };
  const period = tariff.periods.find(
    ({ rules }) => rules.length === 0 || rules.some((rule) => applies(rule, moment)),
  );
  if (!period) throw new TypeError(`${tariff.id}: the last period has rules`);
  const until = Math.min(...tariff.turns.map((turn) => nextLocalTime(at, turn, calendar.zone)));
  return { period, until };
}

function applies({ days, holiday, daily, yearly }: PeriodRule, moment: Moment): boolean {
  const { local, calendar } = moment;
  if (days && !days.includes(local.weekday)) return false;
  if (holiday && !calendar.holidays.has(dateText(local))) return false;
  if (daily && !isWithinDay(daily, moment)) return false;
  return !yearly || isWithinYear(yearly, moment);
}

/**
 * By instants, not by what clocks show: where they are put back, an hour counts once, as its first occurrence. What lies in an hour that is left out is no
 * time at all.
 */
function isWithinDay(
  { from, to }: NonNullable<PeriodRule['daily']>,
  { at, local, calendar: { zone } }: Moment,
): boolean {
  const [start, end] = [instantOf(local, from, zone), instantOf(local, to, zone)];
  const isOvernight = minuteOf(from) >= minuteOf(to);
  return isOvernight ? start <= at || at < end : start <= at && at < end;
}

function minuteOf({ hour, minute }: LocalTime): number {
  return 60 * hour + minute;
}

/** It may have begun last year. */
function isWithinYear(
  { from, to }: NonNullable<PeriodRule['yearly']>,
  { at, local: { year }, calendar: { zone } }: Moment,
): boolean {
  return [year - 1, year].some((begins) => {
    const start = instantOf({ ...from, year: begins }, from, zone);
    const end = instantOf({ ...to, year: isBefore(to, from) ? begins + 1 : begins }, to, zone);
    return start <= at && at < end;
  });
}

function isBefore(a: YearlyMoment, b: YearlyMoment): boolean {
  return a.month < b.month || (a.month === b.month && a.day < b.day);
}

/** As `2018-12-25`. */
export function dateText({ year, month, day }: LocalDate): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}`;
}

/** Reads `2018-12-25`; undefined for what is no day. */
export function parseDate(text: string): LocalDate | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  try {
    return dateText(addDays(date, 0)) === text ? date : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
