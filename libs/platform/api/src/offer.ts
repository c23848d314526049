import { z } from '@hansom/platform-config';
import { type Offer as WireOffer, OfferState, PaymentHint } from '@hansom/proto-dispatch';

import { Moment } from './moment.ts';
import { Money, toMoney } from './money.ts';
import { Place, toPlace } from './place.ts';

const STATES = [
  ...(['CREATED', 'SENT', 'SEEN', 'ACCEPTED', 'CONFIRMED', 'REFUSED'] as const),
  ...(['DECLINED', 'EXPIRED', 'WITHDRAWN', 'UNDELIVERED'] as const),
] as const;

/** A job that is offered. Its destination is told at the pickup only. */
export const Offer = z
  .object({
    id: z.string(),
    state: z.enum(STATES),
    version: z.int(),
    bookingId: z.string(),
    deadlineAt: Moment.describe('Until when it can be accepted.'),
    pickup: Place,
    serviceType: z.string(),
    passengers: z.int(),
    payment: z.enum(['CASH', 'CARD']),
    fareHint: Money.describe('About what it pays.'),
    pickupDistanceMetres: z.int(),
    pickupDurationMs: z.int(),
  })
  .meta({ id: 'Offer' });

export function toOffer(offer: WireOffer | undefined): z.output<typeof Offer> {
  if (!offer?.deadlineAt || !offer.fareHint) throw new TypeError('dispatch answered without an offer');
  const { offerId: id, version, bookingId, serviceType, passengers } = offer;
  return {
    ...{ id, version, bookingId, serviceType, passengers },
    state: STATES.find((state) => OfferState[state] === offer.state) ?? 'WITHDRAWN',
    deadlineAt: offer.deadlineAt.toISOString(),
    pickup: toPlace(offer.pickup),
    payment: offer.paymentHint === PaymentHint.CARD ? 'CARD' : 'CASH',
    fareHint: toMoney(offer.fareHint),
    pickupDistanceMetres: offer.pickupDistanceMetres,
    pickupDurationMs: offer.pickupDurationMs,
  };
}
