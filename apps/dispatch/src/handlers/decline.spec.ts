import { callHandlerAs } from '@hansom/platform-identity/testing';
import { OfferState } from '@hansom/proto-dispatch';
import { ShiftState } from '@hansom/proto-shift';

import { aContext, driverUser, idOf } from '../../test/a-context.ts';
import { anOffer } from '../../test/an-offer.ts';
import { accept } from './accept.ts';
import { decline } from './decline.ts';

describe('decline', () => {
  it('ends the offer, and leaves its shift to the event', async () => {
    const ctx = await aContext();
    const offer = await anOffer(ctx);
    const request = { commandKey: 'k', offerId: offer.id };

    const answer = await callHandlerAs(driverUser(1), decline(ctx), { request, effects: ctx.effects });

    expect(answer.offer).toMatchObject({ state: OfferState.DECLINED });
    expect(ctx.events.events.at(-1)).toMatchObject({ type: 'offer.declined' });
    expect(ctx.world.shifts.get(idOf('shift', 1))?.state).toBe(ShiftState.OFFERED);
  });

  it('is no error when the offer is over, and changes nothing', async () => {
    const ctx = await aContext();
    const offer = await anOffer(ctx);
    const request = { commandKey: 'k', offerId: offer.id };
    await callHandlerAs(driverUser(1), accept(ctx), { request, effects: ctx.effects });

    const answer = await callHandlerAs(driverUser(1), decline(ctx), { request, effects: ctx.effects });

    expect(answer.offer).toMatchObject({ state: OfferState.CONFIRMED });
  });

  it("does not find another driver's offer", async () => {
    const ctx = await aContext();
    const offer = await anOffer(ctx);
    const request = { commandKey: 'k', offerId: offer.id };

    const asked = callHandlerAs(driverUser(2), decline(ctx), { request, effects: ctx.effects });

    await expect(asked).rejects.toMatchObject({ code: 'dispatch.not_found' });
  });
});
