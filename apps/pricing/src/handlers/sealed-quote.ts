import { type Instant } from '@hansom/platform-context';
import { type Way } from '@hansom/proto-eta';
import { PriceSnapshot, type Quote, type QuoteRequest } from '@hansom/proto-pricing';
import { cityCode, makeId } from '@hansom/shared-ids';

import { type PricingContext } from '../context.ts';
import { toWire } from './mapping.ts';
import { type Offer } from './offers.ts';

/** An offer, and the ride that it is for. */
export interface QuoteParts {
  request: QuoteRequest;
  offer: Offer;
  way: Way;
  passengers: number;
  validUntil: Instant;
}

/** The quote of an offer: its token holds all that a booking must know of it. */
export async function sealed(
  { ids, seal }: Pick<PricingContext, 'ids' | 'seal'>,
  { request, offer, way, passengers, validUntil }: QuoteParts,
): Promise<Quote> {
  const { city, pickup, destination } = request;
  const quoteId = makeId('quote', ids.uuid(), cityCode(city));
  const { serviceType, tariffId, fixed } = offer;
  const shown = { quoteId, serviceType, fixed, fare: toWire(offer.fare) };
  const { distanceMetres, durationMs } = way;
  const snapshot: PriceSnapshot = {
    ...shown,
    ...{ city, tariffId, pickup, destination, distanceMetres, durationMs, passengers },
  };
  const token = await seal.seal(PriceSnapshot.encode(snapshot).finish(), validUntil);
  return { ...shown, validUntil: new Date(validUntil), token };
}
