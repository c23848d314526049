import { defineService } from '@hansom/platform-runtime';
import { CityServiceDefinition } from '@hansom/proto-city';

import { config, settings } from './config.ts';
import { type CityContext } from './context.ts';
import { findCity } from './handlers/find-city.ts';
import { getCity } from './handlers/get-city.ts';
import { listCities } from './handlers/list-cities.ts';
import { listZones } from './handlers/list-zones.ts';
import { liveCatalogue } from './live-catalogue.ts';

/** Knows the cities: their zones, service types, home region and the figures they are run by. */
export const city = defineService({
  name: 'city',
  description: 'Knows the cities: their zones, service types, home region and the figures they are run by.',
  owner: { team: 'Geo', contact: 'geo@hansom.example' },
  contract: CityServiceDefinition,
  settings,
  config,
  compose(host) {
    const ctx: CityContext = { catalogue: liveCatalogue(host.config) };
    return {
      handlers: {
        getCity: getCity(ctx),
        listCities: listCities(ctx),
        findCity: findCity(ctx),
        listZones: listZones(ctx),
      },
    };
  },
});
