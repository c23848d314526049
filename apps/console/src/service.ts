import { defineService } from '@hansom/platform-runtime';
import { ConsoleServiceDefinition } from '@hansom/proto-console';

import { config, settings } from './config.ts';
import { type ConsoleContext } from './context.ts';
import { ping } from './handlers/ping.ts';

/** Shows staff the city, its rides, drivers and services, and lets them shift traffic. */
export const console = defineService({
  name: 'console',
  description: 'Shows staff the city, its rides, drivers and services, and lets them shift traffic.',
  owner: { team: 'Platform', contact: 'platform@hansom.example' },
  contract: ConsoleServiceDefinition,
  settings,
  config,
  compose(host) {
    const ctx: ConsoleContext = { clock: host.clock };
    return { handlers: { ping: ping(ctx) } };
  },
});
