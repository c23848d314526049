import { type Millis } from '@hansom/platform-context';
import { type ClientOf, during } from '@hansom/platform-rpc';
import { type Host } from '@hansom/platform-runtime';
import { type CityServiceDefinition } from '@hansom/proto-city';

export interface ListCitiesOptions {
  city: Pick<ClientOf<CityServiceDefinition>, 'listCities'>;
  call: Host['call'];
}

const ASK_MS: Millis = 2_000;

/** Asks which cities there are: their codes. */
export async function listCities({ city, call }: ListCitiesOptions): Promise<string[]> {
  const { cities } = await during(call({ deadlineMs: ASK_MS }), (own) => city.listCities({}, own));
  return cities.map(({ code }) => code);
}
