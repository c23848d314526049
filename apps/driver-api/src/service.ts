import { defineService } from '@hansom/platform-runtime';
import { DriverApiServiceDefinition } from '@hansom/proto-driver-api';

import { config, settings } from './config.ts';
import { type DriverApiContext } from './context.ts';
import { ping } from './handlers/ping.ts';

/** Is what driver apps talk to, over HTTP. */
export const driverApi = defineService({
  name: 'driver-api',
  description: 'Is what driver apps talk to, over HTTP.',
  owner: { team: 'Platform', contact: 'platform@hansom.example' },
  contract: DriverApiServiceDefinition,
  settings,
  config,
  compose(host) {
    const ctx: DriverApiContext = { clock: host.clock };
    return { handlers: { ping: ping(ctx) } };
  },
});
