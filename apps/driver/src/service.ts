import { defineService } from '@hansom/platform-runtime';
import { DriverServiceDefinition } from '@hansom/proto-driver';

import { config, settings } from './config.ts';
import { type DriverContext } from './context.ts';
import { ping } from './handlers/ping.ts';

/** Knows drivers: their accounts, documents and vehicles, and who may drive. */
export const driver = defineService({
  name: 'driver',
  description: 'Knows drivers: their accounts, documents and vehicles, and who may drive.',
  owner: { team: 'Platform', contact: 'platform@hansom.example' },
  contract: DriverServiceDefinition,
  settings,
  config,
  compose(host) {
    const ctx: DriverContext = { clock: host.clock };
    return { handlers: { ping: ping(ctx) } };
  },
});
