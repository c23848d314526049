import { instant, type Millis } from '@hansom/platform-context';
import { checkFields, HansomError, keyCheck } from '@hansom/platform-errors';
import { ClaimEnd, type ClaimRequest, type EndClaimRequest } from '@hansom/proto-shift';
import { cityCheck, idCheck, parseId, timeOf } from '@hansom/shared-ids';

import { type Claim, type ClaimEnd as Ended } from '../domain/shift-event.ts';

export function notFound(shiftId: string): HansomError {
  const description = 'there is no such shift';
  return new HansomError('not_found', 'shift.not_found', { description, context: { shift_id: shiftId } });
}

export function noSuchDriver(driverId: string): HansomError {
  const description = 'there is no such driver';
  return new HansomError('not_found', 'shift.not_found', { description, context: { driver_id: driverId } });
}

export function checkCommandKey(commandKey: string): void {
  checkFields('shift', [keyCheck(commandKey)]);
}

export function checkShiftId(shiftId: string): void {
  checkFields('shift', [idCheck('shift', shiftId)]);
}

export function checkDriverId(driverId: string): void {
  checkFields('shift', [idCheck('driver', driverId)]);
}

export function checkCity(city: string): void {
  checkFields('shift', [cityCheck(city)]);
}

/** Whose claim it is: the shift's and the offer's ids. */
export function checkOffer({ shiftId, offerId }: { shiftId: string; offerId: string }): void {
  checkFields('shift', [idCheck('shift', shiftId), idCheck('offer', offerId)]);
}

/** A deadline that is further from its offer's making than offers are long is refused: see `withEnded`. */
export function toClaim(
  { shiftId, offerId, bookingId, deadlineAt }: ClaimRequest,
  longestOfferMs: Millis,
): Claim {
  const offer = parseId('offer', offerId);
  const at = deadlineAt?.getTime() ?? 0;
  const latest = offer.ok ? timeOf(offer.id) + longestOfferMs : Infinity;
  checkFields('shift', [
    ...[idCheck('shift', shiftId), idCheck('offer', offerId), idCheck('booking', bookingId)],
    { field: 'deadline_at', rule: 'must be given', holds: deadlineAt !== undefined },
    {
      field: 'deadline_at',
      rule: `must be at most ${longestOfferMs} ms after the offer was made`,
      holds: at <= latest,
    },
  ]);
  return { on: 'claim', token: offerId, bookingId, deadline: instant(at) };
}

const ENDS: Partial<Record<ClaimEnd, Ended['on']>> = {
  [ClaimEnd.DECLINED]: 'declined',
  [ClaimEnd.EXPIRED]: 'expired',
  [ClaimEnd.WITHDRAWN]: 'withdrawn',
  [ClaimEnd.REFUSED]: 'refused',
};

export function toClaimEnd({ shiftId, offerId, reason }: EndClaimRequest): Ended {
  const on = ENDS[reason];
  const rule = 'must say why it ends';
  checkFields('shift', [
    ...[idCheck('shift', shiftId), idCheck('offer', offerId)],
    { field: 'reason', rule, holds: on !== undefined },
  ]);
  return { on: on ?? 'withdrawn', token: offerId };
}
