import { defineService } from '@hansom/platform-runtime';
import { termsIn, termTable } from '@hansom/platform-store';
import { CustomerServiceDefinition } from '@hansom/proto-customer';

import { config, settings } from './config.ts';
import { type CustomerContext } from './context.ts';
import { deletePlace } from './handlers/delete-place.ts';
import { findRiders } from './handlers/find-riders.ts';
import { getProfile } from './handlers/get-profile.ts';
import { listPlaces } from './handlers/list-places.ts';
import { savePlace } from './handlers/save-place.ts';
import { updateProfile } from './handlers/update-profile.ts';
import { welcome } from './handlers/welcome.ts';
import { keeps } from './store/keeps.ts';
import { places, placesTable } from './store/places.ts';
import { profiles, profilesTable } from './store/profiles.ts';

/** Knows riders: their profiles and saved places. */
export const customer = defineService({
  name: 'customer',
  description: 'Knows riders: their profiles and saved places.',
  owner: { team: 'Platform', contact: 'platform@hansom.example' },
  contract: CustomerServiceDefinition,
  settings,
  config,
  keeps,
  async compose(host) {
    const ctx: CustomerContext = {
      config: host.config,
      profiles: profiles(await host.contendedTable(profilesTable)),
      places: places(await host.contendedTable(placesTable), host.ids),
      terms: termsIn(await host.table(termTable('riders_by_term'))),
    };
    return {
      handlers: {
        welcome: welcome(ctx),
        getProfile: getProfile(ctx),
        findRiders: findRiders(ctx),
        updateProfile: updateProfile(ctx),
        listPlaces: listPlaces(ctx),
        savePlace: savePlace(ctx),
        deletePlace: deletePlace(ctx),
      },
    };
  },
});
