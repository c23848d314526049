import { type Call } from '@hansom/platform-rpc';

import { type AuthContext } from './context.ts';
import { isRenewed, renew, sessionEnded } from './domain/session-decisions.ts';
import { claimOf } from './secrets/refresh-tokens.ts';
import { type Session } from './store/session-aggregate.ts';

/** The session that a renewing token renews, now or a moment ago. Throws `auth.session_ended`. */
export async function renewSession(ctx: AuthContext, token: string, call: Call): Promise<Session> {
  const claim = claimOf(ctx.secret, token);
  if (!claim) throw sessionEnded();
  const { lifeMs, graceMs } = ctx.config.current.sessions;
  const renewal = { generation: claim.generation, now: ctx.effects.clock.now(), lifeMs, graceMs };
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
