import { type Tokens } from '@hansom/proto-auth';
import { instant } from '@hansom/platform-context';

/** What a session keeps of the tokens that auth gave. */
export function keptOf(tokens: Tokens | undefined) {
  if (!tokens?.accessExpiresAt) throw new TypeError('auth answered without tokens');
  const { accessToken, accessExpiresAt, refreshToken } = tokens;
  return {
    access_token: accessToken,
    access_until: instant(accessExpiresAt.getTime()),
    refresh_token: refreshToken,
  };
}
