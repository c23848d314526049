import { requireUser } from '@hansom/platform-identity';
import { type Handler } from '@hansom/platform-rpc';
import { type MarkSeenRequest, type MarkSeenResponse } from '@hansom/proto-dispatch';

import { type DispatchContext } from '../context.ts';
import { see } from '../domain/decisions.ts';
import { toWire } from '../store/offer-wire.ts';
import { checkOfferId, ownOffer } from './mapping.ts';

export function markSeen(ctx: DispatchContext): Handler<MarkSeenRequest, MarkSeenResponse> {
  return async ({ offerId }, call) => {
    const driver = requireUser(call, 'dispatch');
    checkOfferId(offerId);
    const offer = ownOffer(await ctx.offers.get(offerId, call), offerId, driver);
    const config = ctx.config.current;
    const result = await ctx.offers.transition(
      offerId,
      { decide: (current) => see(current, { config }) },
      call,
    );
    const state = result.outcome === 'missing' ? undefined : result.state;
    return { offer: toWire(state ?? offer) };
  };
}
