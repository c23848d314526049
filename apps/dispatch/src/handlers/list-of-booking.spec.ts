import { callHandler } from '@hansom/platform-rpc/testing';
import { OfferState } from '@hansom/proto-dispatch';

import { aContext, idOf } from '../../test/a-context.ts';
import { anOffer } from '../../test/an-offer.ts';
import { listOfBooking } from './list-of-booking.ts';

describe('listOfBooking', () => {
  it('lists all offers of a job', async () => {
    const ctx = await aContext();
    const offer = await anOffer(ctx);
    await ctx.pass(16_001);

    const request = { bookingId: idOf('booking', 1) };
    const { offers } = await callHandler(listOfBooking(ctx), request, { effects: ctx.effects });

    expect(offers).toMatchObject([{ offerId: offer.id, state: OfferState.EXPIRED }]);
  });
});
