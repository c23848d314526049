import { HansomError } from '@hansom/platform-errors';
import { currentUser } from '@hansom/platform-identity';
import { type Handler } from '@hansom/platform-rpc';
import { type SignOutRequest, type SignOutResponse } from '@hansom/proto-auth';

import { type AuthContext } from '../context.ts';
import { end } from '../domain/session-decisions.ts';

export function signOut(ctx: AuthContext): Handler<SignOutRequest, SignOutResponse> {
  return async (_request, call) => {
    const user = currentUser.get(call);
    if (!user) throw noUser();
    // One that has ended, or never was, is refused: it is what was asked for.
    await ctx.sessions.transition(user.session, { decide: (session) => end(session, 'signed_out') }, call);
    return {};
  };
}

function noUser(): HansomError {
  return new HansomError('permission_denied', 'auth.no_user', { description: 'only a person signs out' });
}
