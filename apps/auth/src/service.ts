import { defineService } from '@hansom/platform-runtime';
import { AuthServiceDefinition } from '@hansom/proto-auth';

import { config, settings } from './config.ts';
import { type AuthContext } from './context.ts';
import { ping } from './handlers/ping.ts';

/** Knows who people are: identities, sessions, tokens and roles. */
export const auth = defineService({
  name: 'auth',
  description: 'Knows who people are: identities, sessions, tokens and roles.',
  owner: { team: 'Platform', contact: 'platform@hansom.example' },
  contract: AuthServiceDefinition,
  settings,
  config,
  compose(host) {
    const ctx: AuthContext = { clock: host.clock };
    return { handlers: { ping: ping(ctx) } };
  },
});
