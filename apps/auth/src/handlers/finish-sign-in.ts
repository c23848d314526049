import { type Handler } from '@hansom/platform-rpc';
import { type FinishSignInRequest, type FinishSignInResponse } from '@hansom/proto-auth';

import { type AuthContext } from '../context.ts';
import { signInRider } from '../sign-in-rider.ts';
import { rolesOf, tokensOf } from '../tokens.ts';
import { challengeCheck, check, codeCheck, deviceCheck } from './mapping.ts';

export function finishSignIn(ctx: AuthContext): Handler<FinishSignInRequest, FinishSignInResponse> {
  return async (request, call) => {
    check(challengeCheck(request.challengeId), codeCheck(request.code), deviceCheck(request.device));
    const { session, phone, created } = await signInRider(ctx, request, call);
    return { tokens: await tokensOf(ctx, session, rolesOf({ kind: 'rider' })), phone, created };
  };
}
