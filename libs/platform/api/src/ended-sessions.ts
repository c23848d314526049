import { broadcast, type Subscription } from '@hansom/platform-bus';
import { type TokenVerifier } from '@hansom/platform-identity';
import { sessionEvents } from '@hansom/proto-auth';

/**
 * No token of a session counts once auth has told that it ended: somebody signed out, or was found out. A gateway that was not told takes
 * such a token until it runs out, ten minutes at most.
 */
export function endedSessions(tokens: Pick<TokenVerifier, 'revoke'>): Subscription {
  return broadcast(sessionEvents, { 'session.revoked': ({ key }) => tokens.revoke(key) });
}
