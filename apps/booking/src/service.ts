import { defineService } from '@hansom/platform-runtime';
import { BookingServiceDefinition } from '@hansom/proto-booking';

import { config, settings } from './config.ts';
import { type BookingContext } from './context.ts';
import { ping } from './handlers/ping.ts';

/** Keeps the life of a job, from request to receipt. */
export const booking = defineService({
  name: 'booking',
  description: 'Keeps the life of a job, from request to receipt.',
  owner: { team: 'Platform', contact: 'platform@hansom.example' },
  contract: BookingServiceDefinition,
  settings,
  config,
  compose(host) {
    const ctx: BookingContext = { clock: host.clock };
    return { handlers: { ping: ping(ctx) } };
  },
});
