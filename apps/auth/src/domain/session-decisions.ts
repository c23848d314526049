import { type Instant, later, type Millis } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { type Decision, type DueTimer, type Entering } from '@hansom/platform-schedule';

import {
  type EndReason,
  type Session,
  type SessionFields,
  type SessionState,
} from '../store/session-aggregate.ts';
import { sessionRevoked } from '../store/session-events.ts';

/** A renewing token that is shown, and when. */
export interface Renewal {
  generation: number;
  /** Whose asking it is, where the app says: nobody else knows it. */
  attempt: string | undefined;
  now: Instant;
  /** How long the session lives from now on. */
  lifeMs: Millis;
  /** For how long the token before may come again, whoever asks: the answer may have been lost. */
  graceMs: Millis;
}

type SessionDecision = Decision<SessionFields, SessionState>;

/**
 * What a renewing token does: the one that counts makes the next. One from before was copied or stolen, and nobody knows by whom: it ends
 * the session, unless `isRenewed` explains it.
 */
export function renew(session: Session, renewal: Renewal): SessionDecision | HansomError {
  const { generation, attempt, now, lifeMs } = renewal;
  const { fields } = session;
  if (now >= fields.expires_at || isRenewed(session, renewal)) return sessionEnded();
  if (generation !== fields.generation) return end(session, 'token_reused');
  const expires_at = later(now, lifeMs);
  return { set: { generation: generation + 1, renewed_at: now, renewed_by: attempt, expires_at } };
}

/**
 * Whether the session was renewed by that very token, and nothing but a lost answer explains that it comes again: what it was renewed to was not
 * used since, and it was a moment ago, or the same attempt asks.
 */
export function isRenewed({ state, fields }: Session, renewal: Renewal): boolean {
  const { generation, attempt, now, graceMs } = renewal;
  if (state !== 'LIVE' || now >= fields.expires_at || fields.generation !== generation + 1) return false;
  return now - fields.renewed_at <= graceMs || (attempt !== undefined && attempt === fields.renewed_by);
}

export function end(session: Session, reason: EndReason): Entering<SessionFields, SessionState> {
  const event = sessionRevoked(session.fields.account_id, reason);
  return { to: 'ENDED', set: { ended_because: reason }, event };
}

/** The timer of a session: armed anew while renewals have moved the end. */
export function expire(session: Session, { due }: DueTimer): SessionDecision {
  const { expires_at } = session.fields;
  if (expires_at <= due) return end(session, 'expired');
  return { to: 'LIVE', timers: [{ name: 'expire', due: expires_at }] };
}

/** `failed_precondition`, because between services `unauthenticated` means that the calling service itself is set up wrongly. */
export function sessionEnded(): HansomError {
  return new HansomError('failed_precondition', 'auth.session_ended', {
    description: 'the session has ended, or the token is none of ours: sign in again',
  });
}
