import { parseId } from '@hansom/shared-ids';

import { isSame, type Secret } from './installation-secret.ts';

/** What a renewing token says. */
export interface RefreshClaim {
  session: string;
  generation: number;
}

const SHAPE = /^([a-z0-9_]+)\.([0-9]{1,9})\.([A-Za-z0-9_-]{43})$/;

/**
 * The renewing token of a session and generation. It is derived, not drawn: the answer that was lost can be given again though no token is
 * stored, in clear or hashed.
 */
export function refreshToken(secret: Secret, { session, generation }: RefreshClaim): string {
  return `${session}.${generation}.${secret.derive('refresh', session, String(generation))}`;
}

/** What a token says that we have made; undefined for any other text. */
export function claimOf(secret: Secret, token: string): RefreshClaim | undefined {
  const [, session = '', number = '', proof = ''] = SHAPE.exec(token) ?? [];
  if (!parseId('session', session).ok || !isSame(proof, secret.derive('refresh', session, number)))
    return undefined;
  return { session, generation: Number(number) };
}
