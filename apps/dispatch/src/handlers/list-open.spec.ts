import { type User } from '@hansom/platform-identity';
import { aUser, callHandlerAs } from '@hansom/platform-identity/testing';

import { aContext, driverUser, idOf, type SpecContext } from '../../test/a-context.ts';
import { anOffer } from '../../test/an-offer.ts';
import { listOpen } from './list-open.ts';

/** How many offers of the first driver somebody sees. */
async function seenBy(user: User, ctx: SpecContext): Promise<number> {
  const request = { driverId: idOf('driver', 1) };
  const { offers } = await callHandlerAs(user, listOpen(ctx), { request, effects: ctx.effects });
  return offers.length;
}

describe('listOpen', () => {
  it('lists what a driver may still answer', async () => {
    const ctx = await aContext();
    await anOffer(ctx);
    expect(await seenBy(driverUser(1), ctx)).toBe(1);

    await ctx.pass(16_001);

    expect(await seenBy(driverUser(1), ctx)).toBe(0);
  });

  it.each([
    ['another driver', driverUser(2), 0],
    ['a rider', aUser({ roles: ['RIDER'] }), 0],
    ['staff', aUser({ roles: ['OPS.GOT'] }), 1],
  ])('shows %s what they may see of it', async (_, user, offers) => {
    const ctx = await aContext();
    await anOffer(ctx);

    expect(await seenBy(user, ctx)).toBe(offers);
  });
});
