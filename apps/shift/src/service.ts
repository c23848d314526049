import { defineService } from '@hansom/platform-runtime';
import { ShiftServiceDefinition } from '@hansom/proto-shift';

import { config, settings } from './config.ts';
import { type ShiftContext } from './context.ts';
import { ping } from './handlers/ping.ts';

/** Keeps the one row that says what a driver is doing. */
export const shift = defineService({
  name: 'shift',
  description: 'Keeps the one row that says what a driver is doing.',
  owner: { team: 'Platform', contact: 'platform@hansom.example' },
  contract: ShiftServiceDefinition,
  settings,
  config,
  compose(host) {
    const ctx: ShiftContext = { clock: host.clock };
    return { handlers: { ping: ping(ctx) } };
  },
});
