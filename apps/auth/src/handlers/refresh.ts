import { type Handler } from '@hansom/platform-rpc';
import { type RefreshRequest, type RefreshResponse } from '@hansom/proto-auth';

import { type AuthContext } from '../context.ts';
import { currentRoles } from '../current-roles.ts';
import { renewSession } from '../renew-session.ts';
import { tokensOf } from '../tokens.ts';
import { attemptCheck, check } from './mapping.ts';

export function refresh(ctx: AuthContext): Handler<RefreshRequest, RefreshResponse> {
  return async (request, call) => {
    check(attemptCheck(request.attempt));
    const session = await renewSession(ctx, request, call);
    return { tokens: await tokensOf(ctx, session, await currentRoles(ctx, session, call)) };
  };
}
