import { type EventContent } from '@hansom/platform-schedule';
import {
  OfferAccepted,
  OfferConfirmed,
  OfferCreated,
  OfferDeclined,
  OfferExpired,
  OfferRefused,
  OfferSeen,
  OfferSent,
  OfferUndelivered,
  OfferWithdrawn,
} from '@hansom/proto-dispatch';

import { type Offer, type OfferState } from './offer-aggregate.ts';
import { toWire } from './offer-wire.ts';

/** Entering a state is what happens to an offer: each has an event of its name. */
const MESSAGES = {
  CREATED: OfferCreated,
  SENT: OfferSent,
  SEEN: OfferSeen,
  ACCEPTED: OfferAccepted,
  CONFIRMED: OfferConfirmed,
  REFUSED: OfferRefused,
  DECLINED: OfferDeclined,
  EXPIRED: OfferExpired,
  WITHDRAWN: OfferWithdrawn,
  UNDELIVERED: OfferUndelivered,
} satisfies Record<OfferState, unknown>;

/** `offer.<state>`, with the offer as it stands after it. */
export function offerEvent(after: Omit<Offer, 'entered'>): EventContent {
  const payload = MESSAGES[after.state].encode({ offer: toWire(after) }).finish();
  return { type: `offer.${after.state.toLowerCase()}`, payload };
}
