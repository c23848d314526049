import { consume } from '@hansom/platform-bus/testing';
import { ClaimEnd, ShiftState } from '@hansom/proto-shift';

import { aContext, idOf } from '../../test/a-context.ts';
import { anOffer } from '../../test/an-offer.ts';
import { toWire } from '../store/offer-wire.ts';
import { offerOver } from './offer-over.ts';

describe('an offer that is over', () => {
  it('lets its shift go', async () => {
    const ctx = await aContext();
    const offer = toWire(await anOffer(ctx));

    await consume(offerOver(ctx, ClaimEnd.DECLINED), { payload: { offer } }, { effects: ctx.effects });

    expect(ctx.world.shifts.get(idOf('shift', 1))?.state).toBe(ShiftState.FREE);
    expect(ctx.world.ended).toMatchObject([{ offerId: offer.offerId, reason: ClaimEnd.DECLINED }]);
  });
});
