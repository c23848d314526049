import { type Millis } from '@hansom/platform-context';
import { type ClientOf } from '@hansom/platform-rpc';
import { type Host } from '@hansom/platform-runtime';
import { type CityServiceDefinition } from '@hansom/proto-city';

import { type LiveCities } from './live-cities.ts';

export interface ListCitiesOptions {
  city: Pick<ClientOf<CityServiceDefinition>, 'listCities'>;
  call: Host['call'];
}

const ASK_MS: Millis = 2_000;

/** Asks which cities there are. */
export async function listCities(cities: LiveCities, { city, call }: ListCitiesOptions): Promise<void> {
  const own = call({ deadlineMs: ASK_MS });
  try {
    const answer = await city.listCities({}, own);
    cities.listed(answer.cities.map(({ code }) => code));
  } finally {
    own.end();
  }
}
