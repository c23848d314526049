import { checkCity, type CityFacts, citySources, readCity } from '@hansom/cli/city-check';
import { openOperator, type Operator } from '@hansom/cli/operator';
import { createCustomerApiClient } from '@hansom/client-customer-api';
import { type Millis } from '@hansom/platform-context';
import { type Booking, BookingServiceDefinition, BookingState } from '@hansom/proto-booking';

import { type UpCity } from './up-city.ts';

const CITY = 'got';
const READING: Millis = 120_000;

/** The bookings that have not ended. Rejects, as all looks do, when whoever is asked is away or slow: ask again. */
export function liveBookings(city: UpCity): Promise<Booking[]> {
  return asOperator(city, async (operator) => {
    const addresses = (await operator.instances('booking')).map(({ address }) => address);
    const client = operator.client(BookingServiceDefinition, { service: 'booking', addresses });
    const live: Booking[] = [];
    for (let page = ''; ; ) {
      const answer = await client.listLive({ city: CITY, page }, operator.call()); // one after the other: each names the next
      live.push(...answer.bookings);
      page = answer.nextPage;
      if (page === '') return live;
    }
  });
}

export function isOnTrip({ state }: Booking): boolean {
  return state === BookingState.ON_TRIP;
}

/** The versions of a service that are there, as `traffic` knows them. */
export function versionsOf(city: UpCity, service: string): Promise<string[]> {
  return asOperator(city, async (operator) => {
    const instances = await operator.instances(service);
    return [...new Set(instances.map(({ version }) => version))];
  });
}

/** City time. */
export async function cityTime({ urls }: UpCity): Promise<number> {
  return Date.parse((await createCustomerApiClient({ baseUrl: urls.rider }).getTime()).now);
}

/** All that `./hansom city check` looks at, and what it finds, a line each. */
export function examine(city: UpCity): Promise<{ facts: CityFacts; broken: string[] }> {
  return asOperator(city, async (operator) => {
    const time = await createCustomerApiClient({ baseUrl: city.urls.rider }).getTime();
    const facts = await readCity(await citySources(operator, time), CITY, operator.call(READING));
    const broken = checkCity(facts).flatMap((finding) =>
      finding.broken.map((one) => `${finding.rule}: ${one}`),
    );
    return { facts, broken };
  });
}

/** Opened anew for each look: a service that was killed is somewhere else. */
async function asOperator<T>({ where }: UpCity, work: (operator: Operator) => Promise<T>): Promise<T> {
  const operator = await openOperator({ ...where });
  try {
    return await work(operator);
  } finally {
    operator.close();
  }
}
