import { defineService } from '@hansom/platform-runtime';
import { EtaServiceDefinition } from '@hansom/proto-eta';

import { config, settings } from './config.ts';
import { type EtaContext } from './context.ts';
import { ping } from './handlers/ping.ts';

/** Tells how far it is by road, and how long it takes. */
export const eta = defineService({
  name: 'eta',
  description: 'Tells how far it is by road, and how long it takes.',
  owner: { team: 'Platform', contact: 'platform@hansom.example' },
  contract: EtaServiceDefinition,
  settings,
  config,
  compose(host) {
    const ctx: EtaContext = { clock: host.clock };
    return { handlers: { ping: ping(ctx) } };
  },
});
