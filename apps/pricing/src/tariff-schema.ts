import { z } from '@hansom/platform-config';
import { type Currency, isCurrency } from '@hansom/shared-money';
import { type LocalDate, type LocalTime, parseLocalTime, type Weekday } from '@hansom/shared-time';

import { parseDate } from './domain/period-at.ts';
import { type YearlyMoment } from './domain/tariff.ts';

const WEEKDAYS = { mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6, sun: 7 } as const satisfies Record<
  string,
  Weekday
>;

const name = z.string().min(1).max(100);
const minor = z.number().int().min(0).max(1_000_000_000);
const price = minor.min(1);
const currency = z.custom<Currency>(
  (value) => typeof value === 'string' && isCurrency(value),
  'must be a currency of ISO 4217',
);
/** A plain decimal: it is taken as it is written. */
const metres = z.number().min(0.001).max(100_000);
const seconds = z.number().min(0.001).max(86_400);

/** Text that stands for something; what `parse` makes undefined is refused. */
function parsed<T>(parse: (text: string) => T | undefined, rule: string) {
  return z.string().transform((text, ctx): T => {
    const value = parse(text);
    if (value !== undefined) return value;
    ctx.addIssue({ code: 'custom', message: rule });
    return z.NEVER;
  });
}

const localTime = parsed<LocalTime>(parseLocalTime, 'must be a time of day, as in 20:00');
export const localDate = parsed<LocalDate>(parseDate, 'must be a day, as in 2018-12-25');
const yearlyMoment = parsed<YearlyMoment>(
  parseYearly,
  'must be a day and time of every year, as in 12-24 20:00',
);
const weekday = z.enum(Object.keys(WEEKDAYS) as (keyof typeof WEEKDAYS)[]).transform((day) => WEEKDAYS[day]);

/** When a period applies: everything that is said must hold. */
const rule = z.strictObject({
  days: z.array(weekday).min(1).optional(),
  holiday: z.literal(true).optional(),
  daily: z.strictObject({ from: localTime, to: localTime }).optional(),
  yearly: z.strictObject({ from: yearlyMoment, to: yearlyMoment }).optional(),
});

/** What so much way, or so much time, costs; and where the next band begins. */
const band = z.strictObject({
  distance: z.strictObject({ minor: price, metres }),
  time: z.strictObject({ minor: price, seconds }),
  untilFareMinor: price.optional(),
  untilMetres: metres.optional(),
});

const period = z.strictObject({
  name,
  rules: z.array(rule).default([]),
  initialMinor: minor,
  /** What the initial fare pays for, whichever is over first. */
  covers: z.strictObject({ metres, seconds }),
  bands: z
    .array(band)
    .min(1)
    .refine((bands) => isEndless(bands.at(-1)), 'the last must not end')
    .refine(
      (bands) => bands.slice(0, -1).every((one) => !isEndless(one)),
      'only the last may be without an end',
    ),
});

/** The prices of a meter, as a city publishes them. */
export const tariffSchema = z.strictObject({
  currency,
  validFrom: localDate,
  /** What each whole unit costs. */
  incrementMinor: price,
  bookingMinor: minor.default(0),
  extraPassengerMinor: minor.default(0),
  periods: z
    .array(period)
    .min(1)
    .refine((periods) => periods.at(-1)?.rules.length === 0, 'the last must have no rules')
    .refine(
      (periods) => periods.slice(0, -1).every(({ rules }) => rules.length > 0),
      'only the last may have no rules',
    ),
});

export type TariffSettings = z.infer<typeof tariffSchema>;

function isEndless(one: z.infer<typeof band> | undefined): boolean {
  return one?.untilFareMinor === undefined && one?.untilMetres === undefined;
}

function parseYearly(text: string): YearlyMoment | undefined {
  const [, day = '', hours = ''] = /^(\d\d-\d\d) (\d\d:\d\d)$/.exec(text) ?? [];
  const [date, time] = [parseDate(`2001-${day}`), parseLocalTime(hours)]; // not a leap year: the day is one of every year
  return date && time && { month: date.month, day: date.day, ...time };
}
