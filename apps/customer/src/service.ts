import { defineService } from '@hansom/platform-runtime';
import { CustomerServiceDefinition } from '@hansom/proto-customer';

import { config, settings } from './config.ts';
import { type CustomerContext } from './context.ts';
import { ping } from './handlers/ping.ts';

/** Knows riders: their profiles and saved places. */
export const customer = defineService({
  name: 'customer',
  description: 'Knows riders: their profiles and saved places.',
  owner: { team: 'Platform', contact: 'platform@hansom.example' },
  contract: CustomerServiceDefinition,
  settings,
  config,
  compose(host) {
    const ctx: CustomerContext = { clock: host.clock };
    return { handlers: { ping: ping(ctx) } };
  },
});
