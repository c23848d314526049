import { defineService } from '@hansom/platform-runtime';
import { CustomerApiServiceDefinition } from '@hansom/proto-customer-api';

import { config, settings } from './config.ts';
import { type CustomerApiContext } from './context.ts';
import { ping } from './handlers/ping.ts';

/** Is what rider apps talk to, over HTTP. */
export const customerApi = defineService({
  name: 'customer-api',
  description: 'Is what rider apps talk to, over HTTP.',
  owner: { team: 'Platform', contact: 'platform@hansom.example' },
  contract: CustomerApiServiceDefinition,
  settings,
  config,
  compose(host) {
    const ctx: CustomerApiContext = { clock: host.clock };
    return { handlers: { ping: ping(ctx) } };
  },
});
