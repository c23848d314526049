import { checkFields } from '@hansom/platform-errors';
import { mayRead } from '@hansom/platform-identity';
import { type Handler } from '@hansom/platform-rpc';
import { type ListOpenRequest, type ListOpenResponse } from '@hansom/proto-dispatch';
import { parseId } from '@hansom/shared-ids';

import { type DispatchContext } from '../context.ts';
import { toWire } from '../store/offer-wire.ts';

/** States in which a driver may still do something. */
const TO_ANSWER = ['SENT', 'SEEN', 'ACCEPTED'];

export function listOpen(ctx: DispatchContext): Handler<ListOpenRequest, ListOpenResponse> {
  return async ({ driverId }, call) => {
    const parsed = parseId('driver', driverId);
    checkFields('dispatch', [{ field: 'driver_id', rule: parsed.ok ? '' : parsed.rule, holds: parsed.ok }]);
    if (!mayRead(call, driverId)) return { offers: [] };
    const ids = await ctx.driverOffers.latest(driverId);
    const offers = await Promise.all(ids.map((id) => ctx.offers.get(id, call)));
    return {
      offers: offers.flatMap((offer) => (offer && TO_ANSWER.includes(offer.state) ? [toWire(offer)] : [])),
    };
  };
}
