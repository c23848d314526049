import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { instantOf, timeZone } from '@hansom/shared-time';

import { config, type PricingConfig } from '../src/config.ts';
import { type Calendar, parseDate } from '../src/domain/period-at.ts';
import { buildPriceBook } from '../src/domain/price-book.ts';
import { type Tariff } from '../src/domain/tariff.ts';
import { readMeter, type Stretch } from '../src/domain/taximeter.ts';

/** What is delivered: specs of tariffs are specs of these. */
export const DELIVERED: PricingConfig = config.parse(
  JSON.parse(readFileSync(join(__dirname, '../../../deploy/config/pricing.json'), 'utf8')),
);

export function tariffOf(id: string): Tariff {
  const tariff = buildPriceBook(DELIVERED).tariffs.get(id);
  if (!tariff) throw new Error(`there is no tariff ${id}`);
  return tariff;
}

export const DUBLIN: Calendar = {
  zone: timeZone('Europe/Dublin'),
  holidays: new Set(['2018-03-19', '2018-12-25', '2018-12-26', '2019-01-01']),
};
export const LONDON: Calendar = { zone: timeZone('Europe/London'), holidays: new Set(['2017-12-25']) };

/** The instant at which clocks first show `2018-02-14 12:00`. */
export function localInstant({ zone }: Calendar, text: string): number {
  const [day = '', time = ''] = text.split(' ');
  const date = parseDate(day);
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  if (!date) throw new Error(`${text} is no day and time`);
  return instantOf(date, { hour, minute }, zone);
}

/** What the meter shows, in minor units, of a ride that starts when clocks show `at`. */
export function shown([id, calendar]: [string, Calendar], at: string, ...stretches: Stretch[]): number {
  const startedAt = localInstant(calendar, at);
  return Number(readMeter(tariffOf(id), calendar, { startedAt, stretches }).fareMinor);
}

/** So many metres in so many minutes. */
export function way(metres: number, minutes: number): Stretch {
  return { millimetres: Math.round(metres * 1_000), ms: Math.round(minutes * 60_000) };
}
