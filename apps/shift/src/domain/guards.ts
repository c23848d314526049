import { type Instant } from '@hansom/platform-context';

import { type Shift } from '../store/shift-aggregate.ts';
import { type Claim, type ShiftEvent } from './shift-event.ts';

/** Whether an event is for the shift as it stands. */
export type Guard = (shift: Shift, event: ShiftEvent, now: Instant) => boolean;

export const always: Guard = () => true;

export const underToken: Guard = ({ fields }, event) => 'token' in event && event.token === fields.token;

export const ofBooking: Guard = ({ fields }, event) =>
  'bookingId' in event && event.bookingId === fields.booking_id;

/** Nobody answered the offer, and its time and the grace are over. */
export const isOver: Guard = ({ state, fields }, _event, now) =>
  state === 'OFFERED' && fields.claim_over_at !== undefined && now >= fields.claim_over_at;

export const timeIsUp: Guard = ({ fields }, _event, now) => now >= fields.ends_by;

/** The account was changed after what is known of it here: an event that comes again was looked at before. */
export const isNews: Guard = ({ fields }, event) =>
  'accountVersion' in event && event.accountVersion > fields.account_version;

/** A suspension that is kept in mind is taken back. */
export const restores: Guard = (shift, event, now) => shift.fields.suspended && isNews(shift, event, now);

export const isNewlySettled: Guard = (shift, event, now) =>
  !shift.fields.settled && ofBooking(shift, event, now);

/** The end of a token that the shift is not under, nor was told before. */
export const isNewlyEnded: Guard = ({ fields }, event) =>
  'token' in event && event.token !== fields.token && !fields.ended_tokens.includes(event.token);

export const isNewlyLost: Guard = ({ fields }, event) =>
  'bookingId' in event && !fields.lost_bookings.includes(event.bookingId);

export const isClaimable: Guard = (shift, event, now) =>
  event.on === 'claim' && claimRefusal(shift, event, now) === undefined;

/** A claim on a driver who is busy, not just with an offer that is over. */
export const isLost: Guard = (shift, event, now) =>
  event.on === 'claim' &&
  event.token !== shift.fields.token &&
  claimRefusal(shift, event, now) === 'NOT_FREE' &&
  !isOver(shift, event, now);

export type ClaimRefusal = 'NOT_FREE' | 'TOO_LATE' | 'TOKEN_ENDED' | 'REALLOCATED';

/** Why an offer cannot have the driver: what holds for ever before what holds now. Undefined: it can. */
export function claimRefusal(
  { state, fields }: Shift,
  { token, bookingId, deadline }: Claim,
  now: Instant,
): ClaimRefusal | undefined {
  if (fields.ended_tokens.includes(token)) return 'TOKEN_ENDED';
  if (fields.lost_bookings.includes(bookingId)) return 'REALLOCATED';
  if (deadline <= now) return 'TOO_LATE';
  if (deadline <= (fields.forgotten_until ?? 0)) return 'TOKEN_ENDED';
  return state === 'FREE' ? undefined : 'NOT_FREE';
}
