import { defineService } from '@hansom/platform-runtime';
import { DispatchServiceDefinition } from '@hansom/proto-dispatch';

import { config, settings } from './config.ts';
import { type DispatchContext } from './context.ts';
import { ping } from './handlers/ping.ts';

/** Matches jobs with drivers, and makes them offers. */
export const dispatch = defineService({
  name: 'dispatch',
  description: 'Matches jobs with drivers, and makes them offers.',
  owner: { team: 'Platform', contact: 'platform@hansom.example' },
  contract: DispatchServiceDefinition,
  settings,
  config,
  compose(host) {
    const ctx: DispatchContext = { clock: host.clock };
    return { handlers: { ping: ping(ctx) } };
  },
});
