import { aUser, callHandlerAs } from '@hansom/platform-identity/testing';
import { callHandler } from '@hansom/platform-rpc/testing';

import { aContext, driverUser } from '../../test/a-context.ts';
import { anOffer } from '../../test/an-offer.ts';
import { toWire } from '../store/offer-wire.ts';
import { getOffer } from './get-offer.ts';

describe('getOffer', () => {
  it.each([
    ['its driver', driverUser(1)],
    ['staff', aUser({ roles: ['OPS.GOT'] })],
  ])('shows an offer to %s', async (_, user) => {
    const ctx = await aContext();
    const offer = await anOffer(ctx);
    const request = { offerId: offer.id };

    const answer = await callHandlerAs(user, getOffer(ctx), { request, effects: ctx.effects });

    expect(answer).toEqual({ offer: toWire(offer) });
  });

  it('shows it to a service that asks for itself', async () => {
    const ctx = await aContext();
    const offer = await anOffer(ctx);

    const answer = await callHandler(getOffer(ctx), { offerId: offer.id }, { effects: ctx.effects });

    expect(answer).toEqual({ offer: toWire(offer) });
  });

  it.each([
    ['another driver', driverUser(2)],
    ['a rider', aUser({ roles: ['RIDER'] })],
    ['somebody without a role', aUser()],
  ])('does not find it for %s', async (_, user) => {
    const ctx = await aContext();
    const offer = await anOffer(ctx);
    const request = { offerId: offer.id };

    const asked = callHandlerAs(user, getOffer(ctx), { request, effects: ctx.effects });

    await expect(asked).rejects.toMatchObject({ code: 'dispatch.not_found' });
  });
});
