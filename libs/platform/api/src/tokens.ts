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
