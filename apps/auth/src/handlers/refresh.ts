import { type Handler } from '@hansom/platform-rpc';
import { type RefreshRequest, type RefreshResponse } from '@hansom/proto-auth';

import { type AuthContext } from '../context.ts';
import { currentRoles } from '../current-roles.ts';
import { renewSession } from '../renew-session.ts';
import { tokensOf } from '../tokens.ts';

export function refresh(ctx: AuthContext): Handler<RefreshRequest, RefreshResponse> {
  return async ({ refreshToken }, call) => {
    const session = await renewSession(ctx, refreshToken, call);
    return { tokens: await tokensOf(ctx, session, await currentRoles(ctx, session, call)) };
  };
}
