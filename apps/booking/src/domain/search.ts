import { type Instant, later } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { transitionNotAllowed } from '@hansom/platform-schedule';

import { type Booking, type BookingRow } from '../store/booking-aggregate.ts';
import { offerRefused } from '../store/booking-events.ts';
import { refusalOf } from './allowed.ts';
import { enter, type Entering, stay, type Staying } from './entering.ts';

/** An offer that dispatch wants decided. */
export interface DecidedOffer {
  searchEpoch: number;
  offerId: string;
  shiftId: string;
  driverId: string;
  vehicleId: string;
}

export type Verdict = 'ASSIGN' | 'REFUSE';

/** The payment is made sure; the first search begins. */
export function pay(booking: Booking, now: Instant): Entering | HansomError {
  return refusalOf('pay', booking) ?? search(booking, now, { event: 'searching' });
}

/** The payment could not be made sure, or took too long. */
export function failPayment(booking: Booking, now: Instant, reason: string): Entering | HansomError {
  const set = { ended_at: now, ended_by: 'SYSTEM' as const, reason };
  return refusalOf('failPayment', booking) ?? enter(booking, 'FAILED', { set, event: 'failed' });
}

/** A new search: with the deadline after which it is given up. */
export function search(
  booking: Booking,
  now: Instant,
  { set = {}, event }: { set?: Partial<BookingRow>; event: Parameters<typeof enter>[2]['event'] },
): Entering {
  const search_ends_at = later(now, booking.fields.search_ms);
  const search_epoch = booking.fields.search_epoch + 1;
  return enter(booking, 'SEARCHING', {
    set: { ...set, search_epoch, search_ends_at, refused_offers: [] },
    event,
    timers: [{ name: 'exhaust', due: search_ends_at }],
  });
}

/** The only way in which a driver gets a job. */
export function assign(
  booking: Booking,
  offer: DecidedOffer,
  { now, progressEveryMs }: { now: Instant; progressEveryMs: number },
): Entering | HansomError {
  if (!isOpen(booking, offer)) return transitionNotAllowed('booking', booking);
  const { offerId: offer_id, shiftId: shift_id, driverId: driver_id, vehicleId: vehicle_id } = offer;
  return enter(booking, 'ASSIGNED', {
    set: { offer_id, shift_id, driver_id, vehicle_id, assigned_at: now, progress_at: now },
    event: 'assigned',
    timers: [{ name: 'watch', due: later(now, progressEveryMs) }],
  });
}

/** That offer can never be assigned in this search. The state is not re-entered. */
export function refuse(booking: Booking, offer: DecidedOffer): Staying | HansomError {
  if (!isOpen(booking, offer)) return transitionNotAllowed('booking', booking);
  const set = { refused_offers: [...booking.fields.refused_offers, offer.offerId] };
  return stay(booking, { set, event: (after) => offerRefused(after, offer) });
}

/** Whether the row is still to decide about the offer. */
function isOpen(booking: Booking, { searchEpoch, offerId }: DecidedOffer): boolean {
  if (refusalOf('decide', booking)) return false;
  const { search_epoch, refused_offers } = booking.fields;
  return searchEpoch === search_epoch && !refused_offers.includes(offerId);
}

/**
 * The final verdict on an offer that this row no longer decides. An epoch above the row's means that whoever asks has read a later version: he is to
 * ask again.
 */
export function verdictOf(booking: Booking, { searchEpoch, offerId }: DecidedOffer): Verdict | HansomError {
  const { search_epoch, offer_id, assigned_before } = booking.fields;
  if (offer_id === offerId || assigned_before.includes(offerId)) return 'ASSIGN';
  if (searchEpoch <= search_epoch) return 'REFUSE';
  return new HansomError('unavailable', 'booking.epoch_unknown', {
    description: 'no such search has begun yet',
    context: { search_epoch: String(search_epoch) },
  });
}

/** Nobody was found in time. A late timer of an earlier search finds another deadline, and does nothing. */
export function exhaust(booking: Booking, now: Instant): Entering | HansomError | undefined {
  const refusal = refusalOf('exhaust', booking);
  if (refusal) return refusal;
  const { search_ends_at } = booking.fields;
  if (search_ends_at === undefined || now < search_ends_at) return undefined;
  const set = { ended_at: now, ended_by: 'SYSTEM' as const, reason: 'no_driver' };
  return enter(booking, 'EXPIRED', { set, event: 'expired' });
}
