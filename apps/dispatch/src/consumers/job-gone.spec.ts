import { consume } from '@hansom/platform-bus/testing';
import { callHandlerAs } from '@hansom/platform-identity/testing';

import { aContext, aJob, driverUser, idOf, offersOf } from '../../test/a-context.ts';
import { anOffer } from '../../test/an-offer.ts';
import { accept } from '../handlers/accept.ts';
import { jobGone } from './job-gone.ts';

describe('a job that is gone', () => {
  it('takes back what is open, and lets accepted offers wait for the verdict', async () => {
    const ctx = await aContext();
    const offer = await anOffer(ctx, { broadcastCount: 3 });
    ctx.world.away.add('booking');
    const request = { commandKey: 'k', offerId: offer.id };
    await callHandlerAs(driverUser(1), accept(ctx), { request, effects: ctx.effects }).catch(() => undefined);

    const gone = jobGone(ctx, { reason: 'booking.cancelled', searchEpoch: ({ searchEpoch }) => searchEpoch });
    const payload = { booking: ctx.world.jobs.get(idOf('booking', 1)) };
    await consume(gone, { payload }, { effects: ctx.effects });
    await consume(gone, { payload }, { effects: ctx.effects });

    const states = (await offersOf(ctx)).map(({ state }) => state);
    expect(states.sort()).toEqual(['ACCEPTED', 'WITHDRAWN', 'WITHDRAWN']);
  });

  it('tells a driver who accepts what was taken back why', async () => {
    const ctx = await aContext();
    const offer = await anOffer(ctx);
    const gone = jobGone(ctx, { reason: 'booking.cancelled', searchEpoch: () => 1 });
    await consume(gone, { payload: { booking: aJob(ctx) } }, { effects: ctx.effects });

    const request = { commandKey: 'k', offerId: offer.id };
    const asked = callHandlerAs(driverUser(1), accept(ctx), { request, effects: ctx.effects });

    await expect(asked).rejects.toMatchObject({ code: 'booking.cancelled' });
  });
});
