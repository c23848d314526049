import { type Handler } from '@hansom/platform-rpc';
import { type RefreshRequest, type RefreshResponse } from '@hansom/proto-auth';

import { type AuthContext } from '../context.ts';
import { isRenewed, renew, sessionEnded } from '../domain/session-decisions.ts';
import { claimOf } from '../secrets/refresh-tokens.ts';
import { tokensOf } from '../tokens.ts';

export function refresh(ctx: AuthContext): Handler<RefreshRequest, RefreshResponse> {
  return async ({ refreshToken }, call) => {
    const claim = claimOf(ctx.secret, refreshToken);
    if (!claim) throw sessionEnded();
    const { lifeMs, graceMs } = ctx.config.current.sessions;
    const renewal = { generation: claim.generation, now: ctx.effects.clock.now(), lifeMs, graceMs };
    const result = await ctx.sessions.transition(
      claim.session,
      { decide: (session) => renew(session, renewal) },
      call,
    );
    const session = result.outcome === 'missing' ? undefined : result.state;
    if (session && isRenewed(session, renewal)) return { tokens: await tokensOf(ctx, session) };
    if (result.outcome === 'applied') {
      ctx.effects.log.warn('a renewing token came twice: its session is ended', { session: claim.session });
    }
    throw sessionEnded();
  };
}
