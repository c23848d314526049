import { type Effects, type Millis } from '@hansom/platform-context';
import { importJWK, SignJWT } from 'jose';

import { type SigningKeys } from './signing-keys.ts';
import { ALGORITHM, AUDIENCE, ISSUER, MAX_TOKEN_LENGTH, TOKEN_LIFE, TOKEN_TYPE } from './token-format.ts';
import { claimsOf, parseClaims, type User } from './user.ts';

const SECOND: Millis = 1000;

/**
 * A token that says who a user is, for ten minutes of domain time from now. Rejects with a TypeError for a user that no verifier would
 * take: a malformed pattern of roles, too many of them.
 */
export async function signToken(
  keys: SigningKeys,
  user: User,
  { clock }: Pick<Effects, 'clock'>,
): Promise<string> {
  const iat = Math.floor(clock.now() / SECOND);
  const claims = parseClaims({ ...claimsOf(user), iat, exp: iat + TOKEN_LIFE / SECOND });
  if (!claims) throw new TypeError('no token can hold this user');
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: ALGORITHM, kid: keys.current.kid, typ: TOKEN_TYPE })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .sign(await importJWK(keys.current, ALGORITHM));
  if (token.length > MAX_TOKEN_LENGTH) throw new TypeError('a token for this user would be too long');
  return token;
}
