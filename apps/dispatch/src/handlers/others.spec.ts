import { consume } from '@hansom/platform-bus/testing';
import { callHandlerAs } from '@hansom/platform-identity/testing';
import { aCall, callHandler } from '@hansom/platform-rpc/testing';
import { OfferState } from '@hansom/proto-dispatch';
import { ClaimEnd, ShiftState } from '@hansom/proto-shift';

import {
  aCity,
  aContext,
  aJob,
  driverUser,
  freeDrivers,
  idOf,
  offersOf,
  type SpecContext,
} from '../../test/a-context.ts';
import { jobGone } from '../consumers/job-gone.ts';
import { offerOver } from '../consumers/offer-over.ts';
import { reconcile } from '../matching/reconcile.ts';
import { toWire } from '../store/offer-wire.ts';
import { accept } from './accept.ts';
import { decline } from './decline.ts';
import { getOffer } from './get-offer.ts';
import { listOfBooking } from './list-of-booking.ts';
import { listOpen } from './list-open.ts';
import { markSeen } from './mark-seen.ts';

async function anOffer(ctx: SpecContext, { broadcastCount = 1 } = {}) {
  aJob(ctx);
  freeDrivers(ctx, broadcastCount);
  await ctx.batch(aCity({ broadcastCount }));
  const [offer] = await offersOf(ctx);
  if (!offer) throw new Error('no offer was made');
  return offer;
}

describe('decline', () => {
  it('ends the offer; its shift is let go when the event comes', async () => {
    const ctx = await aContext();
    const offer = await anOffer(ctx);
    const request = { commandKey: 'k', offerId: offer.id };

    const answer = await callHandlerAs(driverUser(1), decline(ctx), { request, effects: ctx.effects });
    expect(answer.offer).toMatchObject({ state: OfferState.DECLINED });
    expect(ctx.world.shifts.get(idOf('shift', 1))?.state).toBe(ShiftState.OFFERED);

    await consume(offerOver(ctx, ClaimEnd.DECLINED), { payload: answer }, { effects: ctx.effects });
    expect(ctx.world.shifts.get(idOf('shift', 1))?.state).toBe(ShiftState.FREE);
  });

  it('is no error when the offer is over, and changes nothing', async () => {
    const ctx = await aContext();
    const offer = await anOffer(ctx);
    const request = { commandKey: 'k', offerId: offer.id };
    await callHandlerAs(driverUser(1), accept(ctx), { request, effects: ctx.effects });

    const answer = await callHandlerAs(driverUser(1), decline(ctx), { request, effects: ctx.effects });

    expect(answer.offer).toMatchObject({ state: OfferState.CONFIRMED });
  });
});

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
});

describe('a job that is gone', () => {
  it('takes back what is open, and lets accepted offers wait for the verdict', async () => {
    const ctx = await aContext();
    await anOffer(ctx, { broadcastCount: 3 });
    const [first] = await offersOf(ctx);
    ctx.world.away.add('booking');
    const request = { commandKey: 'k', offerId: first!.id };
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

describe('reading offers', () => {
  it('shows a driver his own, and lists what he may still answer', async () => {
    const ctx = await aContext();
    const offer = await anOffer(ctx);
    const mine = { request: { offerId: offer.id }, effects: ctx.effects };
    const list = { request: { driverId: idOf('driver', 1) }, effects: ctx.effects };

    expect((await callHandlerAs(driverUser(1), getOffer(ctx), mine)).offer).toEqual(toWire(offer));
    await expect(callHandlerAs(driverUser(2), getOffer(ctx), mine)).rejects.toMatchObject({
      code: 'dispatch.not_found',
    });
    expect((await callHandlerAs(driverUser(1), listOpen(ctx), list)).offers).toHaveLength(1);
    expect((await callHandlerAs(driverUser(2), listOpen(ctx), list)).offers).toHaveLength(0);

    await ctx.pass(16_001);
    expect((await callHandlerAs(driverUser(1), listOpen(ctx), list)).offers).toHaveLength(0);
  });

  it('lists all offers of a job', async () => {
    const ctx = await aContext();
    const offer = await anOffer(ctx);
    await ctx.pass(16_001);

    const request = { bookingId: idOf('booking', 1) };
    const { offers } = await callHandler(listOfBooking(ctx), request, { effects: ctx.effects });

    expect(offers).toMatchObject([{ offerId: offer.id, state: OfferState.EXPIRED }]);
  });
});
