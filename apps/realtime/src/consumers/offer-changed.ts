import { toOffer } from '@hansom/platform-api';
import { type EventHandler } from '@hansom/platform-bus';
import { type Offer } from '@hansom/proto-dispatch';

import { type RealtimeContext } from '../context.ts';

/** A driver is told of an offer once it is sent, and of whatever becomes of it. */
export function offerChanged({ streams }: RealtimeContext): EventHandler<{ offer?: Offer | undefined }> {
  return ({ type: event, occurredAt, payload: { offer } }) => {
    if (!offer || event === 'offer.created') return;
    streams.tell(offer.driverId, { event, at: new Date(occurredAt), data: toOffer(offer) });
  };
}
