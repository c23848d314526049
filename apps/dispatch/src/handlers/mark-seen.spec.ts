import { callHandlerAs } from '@hansom/platform-identity/testing';
import { OfferState } from '@hansom/proto-dispatch';

import { aContext, driverUser } from '../../test/a-context.ts';
import { anOffer } from '../../test/an-offer.ts';
import { markSeen } from './mark-seen.ts';

describe('markSeen', () => {
  it('notes that the offer is on the screen, and its time goes on', async () => {
    const ctx = await aContext();
    const offer = await anOffer(ctx);
    await ctx.pass(10_000);

    const request = { offerId: offer.id };
    const answer = await callHandlerAs(driverUser(1), markSeen(ctx), { request, effects: ctx.effects });
    expect(answer.offer).toMatchObject({ state: OfferState.SEEN });

    await ctx.pass(6_000);
    expect((await ctx.offers.get(offer.id))?.state).toBe('EXPIRED');
  });

  it('is no error when the offer is over, and changes nothing', async () => {
    const ctx = await aContext();
    const offer = await anOffer(ctx);
    await ctx.pass(16_001);

    const request = { offerId: offer.id };
    const answer = await callHandlerAs(driverUser(1), markSeen(ctx), { request, effects: ctx.effects });

    expect(answer.offer).toMatchObject({ state: OfferState.EXPIRED });
  });
});
