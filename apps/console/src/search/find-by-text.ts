import { type Call, parallel } from '@hansom/platform-rpc';
import { isMeant } from '@hansom/platform-store';
import { type Driver } from '@hansom/proto-driver';

import { gather } from '../gather.ts';
import { seesCity, seesPhones } from '../staff.ts';
import { type StoriesContext } from '../stories/stories-context.ts';
import { driverHit } from './hits.ts';
import { riderHits } from './rider-hits.ts';
import { type Searched, type SearchFound } from './searched.ts';

/**
 * Drivers and riders by name, phone or plate, and the last rides of those riders. Who may not see phones finds nobody by a part of one: digit by
 * digit, that would tell it.
 */
export async function findByText(ctx: StoriesContext, searched: Searched, call: Call): Promise<SearchFound> {
  const { text, user, phone } = searched;
  const { found, missing } = await gather(
    {
      'hits.driver': (own: Call) => driversOf(ctx, searched, own),
      'hits.rider': async (own: Call) => (await ctx.customer.findRiders({ text }, own)).profiles,
    },
    call,
  );
  const isFound = (texts: readonly string[], number: string) =>
    seesPhones(user) || isMeant(text, texts, [number]);
  const drivers = (found['hits.driver'] ?? [])
    .filter(({ name, vehicle, phone: number }) => isFound([name, vehicle?.plate ?? ''], number))
    .map((driver) => driverHit(driver, phone));
  const riders = (found['hits.rider'] ?? []).filter(({ name, phone: number }) => isFound([name], number));
  const ridden = await riderHits(ctx, { ...searched, riders }, call);
  return { hits: [...drivers, ...ridden.hits], missing: [...missing, ...ridden.missing] };
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
