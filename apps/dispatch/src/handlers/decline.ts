import { requireUser } from '@hansom/platform-identity';
import { type Handler } from '@hansom/platform-rpc';
import { type DeclineRequest, type DeclineResponse } from '@hansom/proto-dispatch';

import { type DispatchContext } from '../context.ts';
import { become } from '../domain/decisions.ts';
import { toWire } from '../store/offer-wire.ts';
import { checkOfferId, ownOffer } from './mapping.ts';

/** The offer ends first; its shift follows the event. */
export function decline(ctx: DispatchContext): Handler<DeclineRequest, DeclineResponse> {
  return async ({ offerId, commandKey }, call) => {
    const driver = requireUser(call, 'dispatch');
    checkOfferId(offerId, commandKey);
    const offer = ownOffer(await ctx.offers.get(offerId, call), offerId, driver);
    const result = await ctx.offers.transition(
      offerId,
      { decide: (current) => become(current, 'DECLINED') },
      call,
    );
    const state = result.outcome === 'missing' ? undefined : result.state;
    return { offer: toWire(state ?? offer) };
  };
}
