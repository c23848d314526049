import { defineService } from '@hansom/platform-runtime';
import { PositionTrackerServiceDefinition } from '@hansom/proto-position-tracker';

import { config, settings } from './config.ts';
import { type PositionTrackerContext } from './context.ts';
import { ping } from './handlers/ping.ts';

/** Takes in positions, filters them, and keeps the trace of each trip. */
export const positionTracker = defineService({
  name: 'position-tracker',
  description: 'Takes in positions, filters them, and keeps the trace of each trip.',
  owner: { team: 'Platform', contact: 'platform@hansom.example' },
  contract: PositionTrackerServiceDefinition,
  settings,
  config,
  compose(host) {
    const ctx: PositionTrackerContext = { clock: host.clock };
    return { handlers: { ping: ping(ctx) } };
  },
});
