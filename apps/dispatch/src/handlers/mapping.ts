import { checkFields, HansomError } from '@hansom/platform-errors';
import { type User } from '@hansom/platform-identity';
import { parseId } from '@hansom/shared-ids';

import { offerExpired } from '../domain/decisions.ts';
import { type Offer } from '../store/offer-aggregate.ts';

/** Checks the id of an offer, and the key of the command on it if there is one. */
export function checkOfferId(offerId: string, commandKey?: string): void {
  const parsed = parseId('offer', offerId);
  const isKey = commandKey === undefined || (commandKey.length >= 1 && commandKey.length <= 100);
  checkFields('dispatch', [
    { field: 'offer_id', rule: parsed.ok ? '' : parsed.rule, holds: parsed.ok },
    { field: 'command_key', rule: 'must have 1 to 100 characters', holds: isKey },
  ]);
}

export function notFound(offerId: string): HansomError {
  const description = 'there is no such offer';
  return new HansomError('not_found', 'dispatch.not_found', { description, context: { offer_id: offerId } });
}

/** The offer, if it was made to this driver: nobody else may answer it. */
export function ownOffer(offer: Offer | undefined, offerId: string, driver: User): Offer {
  if (offer?.fields.driver_id !== driver.id) throw notFound(offerId);
  return offer;
}

/** Why an offer that is over cannot be accepted. */
export function overError({ state, version, fields }: Offer): HansomError {
  const context = { state, version: String(version) };
  const { reason } = fields;
  if (state === 'EXPIRED' || reason === 'dispatch.offer_expired') return offerExpired();
  if (reason === 'booking.cancelled') {
    const description = 'the ride was cancelled';
    return new HansomError('failed_precondition', 'booking.cancelled', { description, context });
  }
  if (reason === 'dispatch.offer_taken') {
    const description = 'another driver has the job';
    return new HansomError('failed_precondition', 'dispatch.offer_taken', { description, context });
  }
  const description = 'the offer is over';
  return new HansomError('failed_precondition', 'dispatch.offer_over', { description, context });
}
