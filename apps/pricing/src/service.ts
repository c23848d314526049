import { defineService } from '@hansom/platform-runtime';
import { PricingServiceDefinition } from '@hansom/proto-pricing';

import { config, settings } from './config.ts';
import { type PricingContext } from './context.ts';
import { ping } from './handlers/ping.ts';

/** Says what a ride costs: tariffs, quotes and the taximeter. */
export const pricing = defineService({
  name: 'pricing',
  description: 'Says what a ride costs: tariffs, quotes and the taximeter.',
  owner: { team: 'Platform', contact: 'platform@hansom.example' },
  contract: PricingServiceDefinition,
  settings,
  config,
  compose(host) {
    const ctx: PricingContext = { clock: host.clock };
    return { handlers: { ping: ping(ctx) } };
  },
});
