import { z } from '@hansom/platform-config';
import { type Tokens as WireTokens } from '@hansom/proto-auth';

import { Moment } from './moment.ts';

/** What a signed-in person calls with. */
export const Tokens = z
  .object({
    accountId: z.string(),
    accessToken: z.string().describe('Shown with every request: `Authorization: Bearer ...`.'),
    accessExpiresAt: Moment,
    refreshToken: z.string().describe('Renews the tokens, once.'),
    refreshExpiresAt: Moment,
  })
  .meta({ id: 'Tokens' });

export type Tokens = z.output<typeof Tokens>;

/** What tokens are renewed by. */
export const Renewal = z.object({
  refreshToken: z.string().max(500),
  attempt: z
    .string()
    .min(16)
    .max(100)
    .optional()
    .describe(
      'Random: drawn and kept before this renewal is asked for, and sent whenever it is asked for again.',
    ),
});

/** When a renewal may be repeated, for the developer of an app. */
export const RENEWAL_RULES =
  'A token that renews is good once. When the answer is lost, ask again with the same token: it gives the same new one for 30 s, and with the same ' +
  '`attempt` however late, until the new one is used. Any other repeat ends the session, as nobody knows who copied the token: ' +
  '`auth.session_ended`, now and for the new token, and the person signs in again.';

export function toTokens(tokens: WireTokens | undefined): Tokens {
  if (!tokens?.accessExpiresAt || !tokens.refreshExpiresAt)
    throw new TypeError('auth answered without tokens');
  const { accountId, accessToken, refreshToken, accessExpiresAt, refreshExpiresAt } = tokens;
  return {
    ...{ accountId, accessToken, refreshToken },
    accessExpiresAt: accessExpiresAt.toISOString(),
    refreshExpiresAt: refreshExpiresAt.toISOString(),
  };
}
