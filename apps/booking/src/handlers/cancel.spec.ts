import { callHandlerAs } from '@hansom/platform-identity/testing';
import { BookingState } from '@hansom/proto-booking';

import {
  aContext,
  ANNA,
  assignedJob,
  BEN,
  booked,
  decide,
  idOf,
  searchingJob,
  seen,
  type SpecContext,
} from '../../test/a-context.ts';
import { cancel } from './cancel.ts';
import { get } from './get.ts';

function cancelled(ctx: SpecContext, { rider = ANNA, key = 'c' } = {}) {
  const request = { commandKey: key, bookingId: idOf('booking', 1), reason: 'changed my mind' };
  return callHandlerAs(rider, cancel(ctx), { request, effects: ctx.effects });
}

function read(ctx: SpecContext) {
  return callHandlerAs(ANNA, get(ctx), {
    request: { bookingId: idOf('booking', 1) },
    effects: ctx.effects,
  });
}

describe('cancel', () => {
  it.each([
    ['before the payment is made sure', booked],
    ['while a driver is looked for', searchingJob],
    ['right after a driver was found', assignedJob],
  ])('costs nothing %s', async (_, prepare) => {
    const ctx = await aContext();
    await prepare(ctx);

    const { booking } = await cancelled(ctx);

    expect(booking).toMatchObject({ state: BookingState.CANCELLED, reason: 'changed my mind' });
    expect(booking?.fare).toBeUndefined();
  });

  it('costs nothing until two minutes after a driver was found, and the fee from then on', async () => {
    const [inTime, tooLate] = [await aContext(), await aContext()];
    await assignedJob(inTime);
    await assignedJob(tooLate);

    await inTime.effects.time.advance(100_000);
    seen(inTime, { metresNorth: 400 });
    await inTime.effects.time.advance(20_000);
    await tooLate.effects.time.advance(100_000);
    seen(tooLate, { metresNorth: 400 });
    await tooLate.effects.time.advance(20_001);

    expect((await cancelled(inTime)).booking?.fare).toBeUndefined();
    expect((await cancelled(tooLate)).booking?.fare?.total).toEqual({ amountMinor: 5_000n, currency: 'SEK' });
  });

  it('costs nothing while the driver makes no progress, however late it is', async () => {
    const ctx = await aContext();
    await assignedJob(ctx);

    await ctx.effects.time.advance(120_001);

    expect((await cancelled(ctx)).booking?.fare).toBeUndefined();
  });

  it('is told beforehand what it costs, while the job may be cancelled', async () => {
    const ctx = await aContext();
    const costs = async () => (await read(ctx)).booking?.cancellation;
    const fee = (amountMinor: bigint) => ({ amountMinor, currency: 'SEK' });

    await searchingJob(ctx);
    const searching = await costs();
    await decide(ctx);
    const { assignedAt } = (await read(ctx)).booking!;
    const assigned = await costs();
    await ctx.effects.time.advance(120_001); // no progress all the while
    const stalled = await costs();
    await cancelled(ctx);

    expect(searching).toEqual({ fee: fee(0n), freeUntil: undefined });
    expect(assigned).toEqual({ fee: fee(5_000n), freeUntil: new Date(assignedAt!.getTime() + 120_000) });
    expect(stalled).toEqual({ fee: fee(0n), freeUntil: undefined });
    expect(await costs()).toBeUndefined();
  });

  it('keeps the offer on the row, so that its shift follows', async () => {
    const ctx = await aContext();
    await assignedJob(ctx);

    expect((await cancelled(ctx)).booking).toMatchObject({ offerId: idOf('offer', 1) });
  });

  it('answers a repeat alike', async () => {
    const ctx = await aContext();
    await searchingJob(ctx);
    const first = await cancelled(ctx);

    expect(await cancelled(ctx)).toEqual(first);
  });

  it('refuses a second cancellation, naming state and version', async () => {
    const ctx = await aContext();
    await searchingJob(ctx);
    await cancelled(ctx);

    await expect(cancelled(ctx, { key: 'other' })).rejects.toMatchObject({
      code: 'booking.transition_not_allowed',
      context: { state: 'CANCELLED', version: '3' },
    });
  });

  it("does not find another person's job, running or ended", async () => {
    const ctx = await aContext();
    await searchingJob(ctx);

    await expect(cancelled(ctx, { rider: BEN })).rejects.toMatchObject({ code: 'booking.not_found' });
    await cancelled(ctx);
    await expect(cancelled(ctx, { rider: BEN })).rejects.toMatchObject({ code: 'booking.not_found' });
    await expect(cancelled(ctx, { rider: BEN, key: 'd' })).rejects.toMatchObject({
      code: 'booking.not_found',
    });
  });
});
