import { type Call } from '@hansom/platform-rpc';
import { type RefreshRequest } from '@hansom/proto-auth';

import { type AuthContext } from './context.ts';
import { isRenewed, renew, sessionEnded } from './domain/session-decisions.ts';
import { claimOf } from './secrets/refresh-tokens.ts';
import { type Session } from './store/session-aggregate.ts';

/** The session that a renewing token renews, or has renewed where the answer was lost. Throws `auth.session_ended`. */
export async function renewSession(
  ctx: AuthContext,
  { refreshToken, attempt: named }: RefreshRequest,
  call: Call,
): Promise<Session> {
  const claim = claimOf(ctx.secret, refreshToken);
  if (!claim) throw sessionEnded();
  const { lifeMs, graceMs } = ctx.config.current.sessions;
  const attempt = named === undefined ? undefined : ctx.secret.derive('attempt', named);
  const renewal = { generation: claim.generation, attempt, now: ctx.effects.clock.now(), lifeMs, graceMs };
  const result = await ctx.sessions.transition(
    claim.session,
    { decide: (session) => renew(session, renewal) },
    call,
  );
  const session = result.outcome === 'missing' ? undefined : result.state;
  if (session && isRenewed(session, renewal)) return session;
  if (result.outcome === 'applied') {
    ctx.effects.log.warn('a renewing token came twice: its session is ended', { session: claim.session });
  }
  throw sessionEnded();
}
