import { type Call, parallel } from '@hansom/platform-rpc';
import { type Driver } from '@hansom/proto-driver';

import { gather } from '../gather.ts';
import { seesCity } from '../staff.ts';
import { type StoriesContext } from '../stories/stories-context.ts';
import { driverHit } from './hits.ts';
import { riderHits } from './rider-hits.ts';
import { type Searched, type SearchFound } from './searched.ts';

/** Drivers and riders by name, phone or plate, and the last rides of those riders. */
export async function findByText(ctx: StoriesContext, searched: Searched, call: Call): Promise<SearchFound> {
  const { text, phone } = searched;
  const { found, missing } = await gather(
    {
      'hits.driver': (own: Call) => driversOf(ctx, searched, own),
      'hits.rider': async (own: Call) => (await ctx.customer.findRiders({ text }, own)).profiles,
    },
    call,
  );
  const drivers = (found['hits.driver'] ?? []).map((driver) => driverHit(driver, phone));
  const riders = await riderHits(ctx, { ...searched, riders: found['hits.rider'] ?? [] }, call);
  return { hits: [...drivers, ...riders.hits], missing: [...missing, ...riders.missing] };
}

async function driversOf(ctx: StoriesContext, { text, city, user }: Searched, call: Call): Promise<Driver[]> {
  const cities = city === undefined ? await citiesOf(ctx, user, call) : [city];
  const asked = cities.map((code) => {
    return [code, (own: Call) => ctx.driver.findDrivers({ city: code, text }, own)] as const;
  });
  const answers = await parallel(Object.fromEntries(asked), { call });
  return Object.values(answers).flatMap(({ drivers }) => drivers);
}

async function citiesOf({ city }: StoriesContext, user: Searched['user'], call: Call): Promise<string[]> {
  const { cities } = await city.listCities({}, call);
  return cities.map(({ code }) => code).filter((code) => seesCity(user, code));
}
