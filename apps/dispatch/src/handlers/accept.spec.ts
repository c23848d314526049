import { callHandlerAs } from '@hansom/platform-identity/testing';
import { BookingState } from '@hansom/proto-booking';
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
import { accept } from './accept.ts';

async function offered(ctx: SpecContext, { drivers = 1 } = {}) {
  aJob(ctx);
  freeDrivers(ctx, drivers);
  ctx.world.ways.forEach((_, id) => ctx.world.ways.set(id, { metres: 100, ms: 10_000 }));
  await ctx.batch(aCity({ broadcastCount: drivers }));
  return offersOf(ctx);
}

/** Accepts as the driver to whom the offer was made. */
async function accepted(
  ctx: SpecContext,
  offer: Awaited<ReturnType<typeof offered>>[number] | undefined,
  key = 'k',
) {
  if (!offer) throw new Error('no offer');
  const user = { ...driverUser(1), id: offer.fields.driver_id };
  const request = { commandKey: key, offerId: offer.id };
  return callHandlerAs(user, accept(ctx), { request, effects: ctx.effects });
}

function codeOf({ reason }: PromiseRejectedResult): string {
  const { code } = reason as { code: string };
  return code;
}

describe('accept', () => {
  it('gives the job to the driver', async () => {
    const ctx = await aContext();
    const [offer] = await offered(ctx);

    expect(await accepted(ctx, offer)).toMatchObject({ offer: { state: OfferState.CONFIRMED } });
    expect(ctx.world.jobs.get(idOf('booking', 1))).toMatchObject({
      offerId: offer?.id,
      state: BookingState.ASSIGNED,
    });
  });

  it('answers again as before, whatever the key', async () => {
    const ctx = await aContext();
    const [offer] = await offered(ctx);
    const first = await accepted(ctx, offer);

    expect(await accepted(ctx, offer)).toEqual(first);
    expect(await accepted(ctx, offer, 'another')).toEqual(first);
  });

  it('has one winner of fifty, and tells the others that the offer is taken, their shifts free', async () => {
    const ctx = await aContext();
    ctx.config.current.candidates = 50;
    const offers = await offered(ctx, { drivers: 50 });
    expect(offers).toHaveLength(50);

    const answers = await Promise.allSettled(offers.map((offer) => accepted(ctx, offer)));

    const lost = answers.filter((answer) => answer.status === 'rejected');
    expect(lost.map(codeOf)).toEqual(Array.from({ length: 49 }, () => 'dispatch.offer_taken'));
    const states = [...ctx.world.shifts.values()].map(({ state }) => state);
    expect(states.filter((state) => state === ShiftState.FREE)).toHaveLength(49);
  });

  it('is refused after the deadline and its grace', async () => {
    const ctx = await aContext();
    const [offer] = await offered(ctx);
    await ctx.effects.time.advance(16_001);

    await expect(accepted(ctx, offer)).rejects.toMatchObject({ code: 'dispatch.offer_expired' });
  });

  it('is in time within the grace', async () => {
    const ctx = await aContext();
    const [offer] = await offered(ctx);
    ctx.effects.time.advance(16_000).catch(() => undefined);

    expect(await accepted(ctx, offer)).toMatchObject({ offer: { state: OfferState.CONFIRMED } });
  });

  it('tells a driver that the rider cancelled', async () => {
    const ctx = await aContext();
    const [offer] = await offered(ctx);
    const job = ctx.world.jobs.get(idOf('booking', 1))!;
    ctx.world.jobs.set(job.bookingId, { ...job, state: BookingState.CANCELLED });

    await expect(accepted(ctx, offer)).rejects.toMatchObject({ code: 'booking.cancelled' });
    expect(ctx.world.shifts.get(idOf('shift', 1))?.state).toBe(ShiftState.FREE);
  });

  it('makes the booking refuse when the shift has left the offer', async () => {
    const ctx = await aContext();
    const [offer] = await offered(ctx);
    const shift = ctx.world.shifts.get(idOf('shift', 1))!;
    ctx.world.shifts.set(shift.shiftId, { ...shift, state: ShiftState.FREE, token: '' });

    await expect(accepted(ctx, offer)).rejects.toMatchObject({ code: 'dispatch.offer_taken' });
    expect(ctx.world.refused.has(offer?.id ?? '')).toBe(true);
  });

  it('frees the shift before the offer says that it is refused', async () => {
    const ctx = await aContext();
    const [offer] = await offered(ctx);
    const job = ctx.world.jobs.get(idOf('booking', 1))!;
    ctx.world.jobs.set(job.bookingId, { ...job, state: BookingState.CANCELLED });
    const seen: unknown[] = [];
    ctx.world.before = async (rpc) => {
      if (rpc === 'endClaim') seen.push((await ctx.offers.get(offer!.id))?.state);
    };

    await expect(accepted(ctx, offer)).rejects.toBeDefined();

    expect(seen).toEqual(['ACCEPTED']);
    expect(ctx.world.ended).toMatchObject([{ offerId: offer?.id, reason: ClaimEnd.REFUSED }]);
  });

  it('takes no silence for a verdict: everything stays, and the timer asks again', async () => {
    const ctx = await aContext();
    const [offer] = await offered(ctx);
    ctx.world.away.add('booking');
    await expect(accepted(ctx, offer)).rejects.toThrow('away');

    expect((await ctx.offers.get(offer!.id))?.state).toBe('ACCEPTED');
    expect(ctx.world.shifts.get(idOf('shift', 1))?.state).toBe(ShiftState.ACCEPTING);

    ctx.world.away.clear();
    await ctx.pass(5_000);

    expect((await ctx.offers.get(offer!.id))?.state).toBe('CONFIRMED');
  });

  it('has one answer when an accept that slept and the timer settle at once', async () => {
    const ctx = await aContext();
    const [offer] = await offered(ctx);
    let settledByTimer = false;
    ctx.world.before = async (rpc) => {
      if (rpc !== 'accept' || settledByTimer) return;
      settledByTimer = true;
      await ctx.pass(60_000);
    };

    expect(await accepted(ctx, offer)).toMatchObject({ offer: { state: OfferState.CONFIRMED } });
  });

  it("does not find another driver's offer", async () => {
    const ctx = await aContext();
    const [offer] = await offered(ctx);
    const request = { commandKey: 'k', offerId: offer!.id };

    const asked = callHandlerAs(driverUser(2), accept(ctx), { request, effects: ctx.effects });

    await expect(asked).rejects.toMatchObject({ code: 'dispatch.not_found' });
  });

  it('names every field that breaks a rule', async () => {
    const ctx = await aContext();
    const request = { commandKey: '', offerId: 'nonsense' };

    const asked = callHandlerAs(driverUser(1), accept(ctx), { request, effects: ctx.effects });

    await expect(asked).rejects.toMatchObject({ fields: [{ field: 'offer_id' }, { field: 'command_key' }] });
  });
});
