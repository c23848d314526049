import { requireUser, type User } from '@hansom/platform-identity';
import { type Call, type Handler } from '@hansom/platform-rpc';
import { type TransitionResult } from '@hansom/platform-schedule';
import { type AcceptRequest, type AcceptResponse } from '@hansom/proto-dispatch';

import { type DispatchContext } from '../context.ts';
import * as decisions from '../domain/decisions.ts';
import { settle } from '../settle.ts';
import { type Offer, type OfferFields, type OfferState } from '../store/offer-aggregate.ts';
import { toWire } from '../store/offer-wire.ts';
import { checkOfferId, notFound, overError, ownOffer } from './mapping.ts';

export function accept(ctx: DispatchContext): Handler<AcceptRequest, AcceptResponse> {
  return async (request, call) => {
    const driver = requireUser(call, 'dispatch');
    checkOfferId(request.offerId, request.commandKey);
    const accepted = await accepting(ctx, { request, driver, call });
    const settled = accepted.state === 'ACCEPTED' ? await settling(ctx, accepted, call) : accepted;
    if (settled.state !== 'CONFIRMED') throw overError(settled);
    return { offer: toWire(settled) };
  };
}

interface Asked {
  request: AcceptRequest;
  driver: User;
  call: Call;
}

/** The offer, accepted now, or as it stands since it was accepted. */
async function accepting(ctx: DispatchContext, { request, driver, call }: Asked): Promise<Offer> {
  const { offerId, commandKey } = request;
  const offer = ownOffer(await ctx.offers.get(offerId, call), offerId, driver);
  if (offer.state === 'ACCEPTED' || offer.state === 'CONFIRMED') return offer;
  const circumstances = { now: ctx.clock.now(), config: ctx.config.current };
  const result = await ctx.offers.transition(
    offerId,
    { command: `${driver.id}/${commandKey}`, decide: (current) => decisions.accept(current, circumstances) },
    call,
  );
  if (result.outcome === 'refused' && result.refusal.code === 'dispatch.offer_expired') throw result.refusal;
  return standing(offerId, result);
}

/** Asks the booking, and says in the offer what it said. Whoever is faster, the timer or this call: both have the same verdict. */
async function settling(ctx: DispatchContext, offer: Offer, call: Call): Promise<Offer> {
  const { to, ...set } = await settle(ctx, offer, call);
  const decide = (current: Offer) => decisions.become(current, to, { set });
  return standing(offer.id, await ctx.offers.transition(offer.id, { decide }, call));
}

function standing(offerId: string, result: TransitionResult<OfferFields, OfferState>): Offer {
  if (result.outcome === 'missing' || !result.state) throw notFound(offerId);
  return result.state;
}
