import { type Millis } from '@hansom/platform-context';
import { type ClientOf } from '@hansom/platform-rpc';
import { type Host } from '@hansom/platform-runtime';
import { type CityServiceDefinition } from '@hansom/proto-city';

export interface ListCitiesOptions {
  city: Pick<ClientOf<CityServiceDefinition>, 'listCities'>;
  call: Host['call'];
}

const ASK_MS: Millis = 2_000;

/** Asks which cities there are: their codes. */
export async function listCities({ city, call }: ListCitiesOptions): Promise<string[]> {
  const own = call({ deadlineMs: ASK_MS });
  try {
    const { cities } = await city.listCities({}, own);
    return cities.map(({ code }) => code);
  } finally {
    own.end();
  }
}
