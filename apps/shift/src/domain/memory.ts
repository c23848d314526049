import { instant, later, type Millis } from '@hansom/platform-context';
import { requireId, timeOf } from '@hansom/shared-ids';

import { type ShiftRow } from '../store/shift-aggregate.ts';
import { type ShiftEvent } from './shift-event.ts';

const TOKENS_KEPT = 32;
const BOOKINGS_KEPT = 32;

/**
 * The token of an event, or another, among the ended ones. A token that has to be forgotten stays refused by its deadline, which is at
 * most `longestOfferMs` after its offer's id was made.
 */
export function withEnded(
  { ended_tokens, forgotten_until }: ShiftRow,
  event: Pick<ShiftEvent, 'on'> & { token?: string },
  longestOfferMs: Millis,
): Partial<ShiftRow> {
  if (event.token === undefined) return {};
  const tokens = [...ended_tokens, event.token];
  const forgotten = tokens.slice(0, -TOKENS_KEPT);
  const until = forgotten.map((token) => deadlineOf(token, longestOfferMs));
  return {
    ended_tokens: tokens.slice(-TOKENS_KEPT),
    ...(until.length > 0 && { forgotten_until: instant(Math.max(forgotten_until ?? 0, ...until)) }),
  };
}

/**
 * The job of an event among those that this driver lost. It is bounded, as booking itself keeps a job from who lost it: here only the
 * claims that were under way are to be met.
 */
export function withLost(
  { lost_bookings }: ShiftRow,
  event: Pick<ShiftEvent, 'on'> & { bookingId?: string },
): Partial<ShiftRow> {
  if (event.bookingId === undefined) return {};
  return { lost_bookings: [...lost_bookings, event.bookingId].slice(-BOOKINGS_KEPT) };
}

function deadlineOf(token: string, longestOfferMs: Millis): number {
  return later(instant(timeOf(requireId('offer', token, 'token'))), longestOfferMs);
}
