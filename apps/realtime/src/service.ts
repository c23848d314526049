import { defineService } from '@hansom/platform-runtime';
import { RealtimeServiceDefinition } from '@hansom/proto-realtime';

import { config, settings } from './config.ts';
import { type RealtimeContext } from './context.ts';
import { ping } from './handlers/ping.ts';

/** Pushes what happens to both apps, over WebSocket, with resume. */
export const realtime = defineService({
  name: 'realtime',
  description: 'Pushes what happens to both apps, over WebSocket, with resume.',
  owner: { team: 'Platform', contact: 'platform@hansom.example' },
  contract: RealtimeServiceDefinition,
  settings,
  config,
  compose(host) {
    const ctx: RealtimeContext = { clock: host.clock };
    return { handlers: { ping: ping(ctx) } };
  },
});
