import { defineService } from '@hansom/platform-runtime';
import { EtaServiceDefinition } from '@hansom/proto-eta';

import { config, settings } from './config.ts';
import { type EtaContext } from './context.ts';
import { manyToOne } from './handlers/many-to-one.ts';
import { matchTrack } from './handlers/match-track.ts';
import { route } from './handlers/route.ts';
import { RoadLibrary } from './road-library.ts';
import { ensureExampleRoads } from './roads.ts';

/** How soon a city that was imported again is driven on. */
const REFRESH_MS = 10_000;

/** Tells how far it is by road, and how long it takes. */
export const eta = defineService({
  name: 'eta',
  description: 'Tells how far it is by road, and how long it takes.',
  owner: { team: 'Geo', contact: 'geo@hansom.example' },
  contract: EtaServiceDefinition,
  settings,
  config,
  async compose(host) {
    const folder = host.settings.roads;
    if (!(await ensureExampleRoads(folder))) host.log.warn('no example roads to make', { folder });
    const library = new RoadLibrary(folder);
    await library.preload();
    host.loop('roads', { everyMs: REFRESH_MS, run: () => library.refresh() });
    const ctx: EtaContext = { config: host.config, roadsOf: (city) => library.roadsOf(city) };
    return { handlers: { route: route(ctx), manyToOne: manyToOne(ctx), matchTrack: matchTrack(ctx) } };
  },
});
