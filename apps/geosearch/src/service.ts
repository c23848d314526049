import { defineService } from '@hansom/platform-runtime';
import { GeosearchServiceDefinition } from '@hansom/proto-geosearch';

import { config, settings } from './config.ts';
import { type GeosearchContext } from './context.ts';
import { ping } from './handlers/ping.ts';

/** Finds live drivers near a point. */
export const geosearch = defineService({
  name: 'geosearch',
  description: 'Finds live drivers near a point.',
  owner: { team: 'Platform', contact: 'platform@hansom.example' },
  contract: GeosearchServiceDefinition,
  settings,
  config,
  compose(host) {
    const ctx: GeosearchContext = { clock: host.clock };
    return { handlers: { ping: ping(ctx) } };
  },
});
