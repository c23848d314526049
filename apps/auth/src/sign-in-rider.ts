import { tenancyOf } from '@hansom/platform-identity';
import { type Call } from '@hansom/platform-rpc';
import { makeId } from '@hansom/shared-ids';

import { answerChallenge, codeRefused } from './answer-challenge.ts';
import { beginSession } from './begin-session.ts';
import { type AuthContext } from './context.ts';
import { type Challenge } from './store/challenges.ts';
import { type Identity } from './store/identities.ts';
import { type Session } from './store/session-aggregate.ts';

export interface RidersAnswer {
  challengeId: string;
  code: string;
  device: string;
}

export interface SignedIn {
  session: Session;
  phone: string;
  /** Whether the account was made by this answer. */
  created: boolean;
}

/**
 * The session that a right code begins: the same one whenever the answer comes again, wherever it broke off before. Throws
 * `auth.code_refused`.
 */
export async function signInRider(ctx: AuthContext, answer: RidersAnswer, call: Call): Promise<SignedIn> {
  const { challengeId, device } = answer;
  const challenge = await answerChallenge(ctx, 'rider', answer);
  const rider = newRider(ctx, challenge);
  const identity = await ctx.identities.claim(rider);
  const { session_id: sessionId, phone } = challenge;
  const session = await beginSession(ctx, { sessionId, identity, device, command: challengeId, call });
  if (!session) throw codeRefused();
  return { session, phone, created: identity.account_id === rider.account_id };
}

/** The account that the challenge makes if its phone has none. */
function newRider({ config, effects }: AuthContext, { phone, account_uuid }: Challenge): Identity {
  return {
    phone,
    kind: 'rider',
    account_id: makeId('rider', account_uuid),
    tenancy: tenancyOf(phone, config.current.testRange),
    created_at: effects.clock.now(),
  };
}
