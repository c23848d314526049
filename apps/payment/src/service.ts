import { defineService } from '@hansom/platform-runtime';
import { PaymentServiceDefinition } from '@hansom/proto-payment';

import { config, settings } from './config.ts';
import { type PaymentContext } from './context.ts';
import { ping } from './handlers/ping.ts';

/** Moves the money: methods, holds, captures, refunds, and the ledger. */
export const payment = defineService({
  name: 'payment',
  description: 'Moves the money: methods, holds, captures, refunds, and the ledger.',
  owner: { team: 'Platform', contact: 'platform@hansom.example' },
  contract: PaymentServiceDefinition,
  settings,
  config,
  compose(host) {
    const ctx: PaymentContext = { clock: host.clock };
    return { handlers: { ping: ping(ctx) } };
  },
});
