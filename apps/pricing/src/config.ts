import { z } from '@hansom/platform-config';
import { minutes } from '@hansom/shared-time';

import { dateText } from './domain/period-at.ts';
import { localDate, tariffSchema } from './tariff-schema.ts';

/** `HANSOM_<KEY>`: none beside the platform's own. */
export const settings = z.object({});

const id = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/, 'must be lower-case letters, digits, - and _');
const minor = z.number().int().min(1).max(1_000_000_000);
const city = z.string().regex(/^[a-z]{3}$/, 'must be three lower-case letters');

/** A price that holds between two zones, whichever way, in place of the meter. */
const fixedPrice = z.strictObject({
  between: z.tuple([id, id]),
  /** By service type; another one has the meter. */
  minor: z.record(id, minor),
});

const citySettings = z.strictObject({
  /** Of each service type, by id, those that were ever in force. */
  tariffs: z.record(id, z.array(id).min(1)),
  holidays: z.array(localDate.transform(dateText)).default([]),
  /** The first that fits counts. */
  fixedPrices: z.array(fixedPrice).default([]),
  /** The longest ride that is priced, by road. */
  furthestMetres: z.number().int().min(1).max(1_000_000).default(100_000),
});

const document = z.object({
  /** How long a quote can be booked. Domain time. */
  quoteLifeMs: z.number().int().min(1_000).max(3_600_000).default(minutes(10)),
  /** How long a finished trip waits for fixes that are still under way. Real time. */
  traceWaitMs: z.number().int().min(0).max(5_000).default(2_000),
  tracePollMs: z.number().int().min(10).max(1_000).default(250),
  /** By id. */
  tariffs: z.record(id, tariffSchema).default({}),
  /** By code. */
  cities: z.record(city, citySettings).default({}),
});

export type PricingConfig = z.infer<typeof document>;
export type CityPrices = PricingConfig['cities'][string];

/** `pricing.json` in the layers of `deploy/config`. */
export const config = document.superRefine(({ tariffs, cities }, ctx) => {
  for (const [code, prices] of Object.entries(cities)) {
    for (const [type, ids] of Object.entries(prices.tariffs)) {
      const unknown = ids.filter((one) => !Object.hasOwn(tariffs, one));
      if (unknown.length === 0) continue;
      const message = `there is no tariff ${unknown.join(', ')}`;
      ctx.addIssue({ code: 'custom', path: ['cities', code, 'tariffs', type], message });
    }
  }
});
