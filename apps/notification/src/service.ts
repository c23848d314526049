import { defineService } from '@hansom/platform-runtime';
import { NotificationServiceDefinition } from '@hansom/proto-notification';

import { config, settings } from './config.ts';
import { type NotificationContext } from './context.ts';
import { ping } from './handlers/ping.ts';

/** Sends people what they need to read: codes, messages and receipts. */
export const notification = defineService({
  name: 'notification',
  description: 'Sends people what they need to read: codes, messages and receipts.',
  owner: { team: 'Platform', contact: 'platform@hansom.example' },
  contract: NotificationServiceDefinition,
  settings,
  config,
  compose(host) {
    const ctx: NotificationContext = { clock: host.clock };
    return { handlers: { ping: ping(ctx) } };
  },
});
