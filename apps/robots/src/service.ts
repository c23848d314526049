import { defineService } from '@hansom/platform-runtime';
import { RobotsServiceDefinition } from '@hansom/proto-robots';

import { config, settings } from './config.ts';
import { type RobotsContext } from './context.ts';
import { ping } from './handlers/ping.ts';

/** Lives in the city as robot riders and drivers do. */
export const robots = defineService({
  name: 'robots',
  description: 'Lives in the city as robot riders and drivers do.',
  owner: { team: 'Platform', contact: 'platform@hansom.example' },
  contract: RobotsServiceDefinition,
  settings,
  config,
  compose(host) {
    const ctx: RobotsContext = { clock: host.clock };
    return { handlers: { ping: ping(ctx) } };
  },
});
