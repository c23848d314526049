import { tenancyOf } from '@hansom/platform-identity';
import { type Handler } from '@hansom/platform-rpc';
import { type FinishSignInRequest, type FinishSignInResponse } from '@hansom/proto-auth';
import { makeId } from '@hansom/shared-ids';

import { answerChallenge, codeRefused } from '../answer-challenge.ts';
import { beginSession } from '../begin-session.ts';
import { type AuthContext } from '../context.ts';
import { type Challenge } from '../store/challenges.ts';
import { type Identity } from '../store/identities.ts';
import { tokensOf } from '../tokens.ts';
import { challengeCheck, check, codeCheck, deviceCheck } from './mapping.ts';

export function finishSignIn(ctx: AuthContext): Handler<FinishSignInRequest, FinishSignInResponse> {
  return async (request, call) => {
    const { challengeId, code, device } = request;
    check(challengeCheck(challengeId), codeCheck(code), deviceCheck(device));
    const challenge = await answerChallenge(ctx, 'rider', request);
    const rider = newRider(ctx, challenge);
    const identity = await ctx.identities.claim(rider);
    const { session_id: sessionId, phone } = challenge;
    const session = await beginSession(ctx, { sessionId, identity, device, command: challengeId, call });
    if (!session) throw codeRefused();
    return { tokens: await tokensOf(ctx, session), phone, created: identity.account_id === rider.account_id };
  };
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
