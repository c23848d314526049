import { requireUser } from '@hansom/platform-identity';
import { type Handler } from '@hansom/platform-rpc';
import { type SignOutRequest, type SignOutResponse } from '@hansom/proto-auth';

import { type AuthContext } from '../context.ts';
import { end } from '../domain/session-decisions.ts';

export function signOut(ctx: AuthContext): Handler<SignOutRequest, SignOutResponse> {
  return async (_request, call) => {
    const { session } = requireUser(call, 'auth');
    // One that has ended, or never was, is refused: it is what was asked for.
    await ctx.sessions.transition(session, { decide: (live) => end(live, 'signed_out') }, call);
    return {};
  };
}
