import { callHandlerAs } from '@hansom/platform-identity/testing';
import { aCall } from '@hansom/platform-rpc/testing';

import { aContext, driverUser } from '../../test/a-context.ts';
import { anOffer } from '../../test/an-offer.ts';
import { accept } from '../handlers/accept.ts';
import { reconcile } from './reconcile.ts';

describe('reconcile', () => {
  it('lets shifts go whose offers are over, and those alone', async () => {
    const ctx = await aContext();
    const offer = await anOffer(ctx);
    const call = aCall({ effects: ctx.effects });
    expect(await reconcile(ctx, 'got', call)).toBe(0);
    await ctx.pass(16_001);

    expect(await reconcile(ctx, 'got', call)).toBe(1);
    expect(ctx.world.ended.at(-1)).toMatchObject({ offerId: offer.id });
  });

  it('leaves the shift alone whose offer has the job', async () => {
    const ctx = await aContext();
    const offer = await anOffer(ctx);
    const request = { commandKey: 'k', offerId: offer.id };
    await callHandlerAs(driverUser(1), accept(ctx), { request, effects: ctx.effects });

    expect(await reconcile(ctx, 'got', aCall({ effects: ctx.effects }))).toBe(0);
  });
});
