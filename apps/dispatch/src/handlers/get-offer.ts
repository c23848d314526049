import { mayRead } from '@hansom/platform-identity';
import { type Handler } from '@hansom/platform-rpc';
import { type GetOfferRequest, type GetOfferResponse } from '@hansom/proto-dispatch';

import { type DispatchContext } from '../context.ts';
import { toWire } from '../store/offer-wire.ts';
import { checkOfferId, notFound } from './mapping.ts';

export function getOffer(ctx: DispatchContext): Handler<GetOfferRequest, GetOfferResponse> {
  return async ({ offerId }, call) => {
    checkOfferId(offerId);
    const offer = await ctx.offers.get(offerId, call);
    if (!offer || !mayRead(call, offer.fields.driver_id)) throw notFound(offerId);
    return { offer: toWire(offer) };
  };
}
