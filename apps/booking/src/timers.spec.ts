import { Attention, BookingChanged, BookingState } from '@hansom/proto-booking';

import { aContext, assignedJob, idOf, searchingJob, seen, type SpecContext } from '../test/a-context.ts';
import { callHandlerAs } from '@hansom/platform-identity/testing';
import { command, driverUser } from '../test/a-context.ts';
import { arrive } from './handlers/arrive.ts';
import { complete } from './handlers/complete.ts';
import { start } from './handlers/start.ts';

function job(ctx: SpecContext) {
  return ctx.bookings.get(idOf('booking', 1));
}

async function drive(ctx: SpecContext, ...handlers: (typeof arrive)[]) {
  await assignedJob(ctx);
  for (const [n, handler] of handlers.entries()) {
    seen(ctx);
    const request = command(1, { key: `drive-${n}` });
    await callHandlerAs(driverUser(1), handler(ctx), { request, effects: ctx.effects });
  }
}

describe('exhaust', () => {
  it('ends a search at its deadline, not before', async () => {
    const ctx = await aContext();
    await searchingJob(ctx);

    await ctx.pass(179_999);
    expect(await job(ctx)).toMatchObject({ state: 'SEARCHING' });
    await ctx.pass(1);
    expect(await job(ctx)).toMatchObject({ state: 'EXPIRED', fields: { reason: 'no_driver' } });
  });
});

describe('watch', () => {
  it('leaves a driver alone who comes nearer, and lists nothing among the jobs that search', async () => {
    const ctx = await aContext();
    await assignedJob(ctx);
    const listed = jest.spyOn(ctx.searching, 'add');
    for (let metresNorth = 4_000; metresNorth > 400; metresNorth -= 400) {
      seen(ctx, { metresNorth });
      await ctx.pass(30_000);
    }

    const { state, fields } = (await job(ctx))!;
    expect({ state, attention: fields.attention }).toEqual({ state: 'ASSIGNED', attention: undefined });
    expect(listed).not.toHaveBeenCalled();
  });

  it('asks a silent driver after a minute, tells operators after two, and takes the job away after three', async () => {
    const ctx = await aContext();
    await assignedJob(ctx);

    await ctx.pass(60_000);
    expect((await job(ctx))?.fields.attention).toBe('DRIVER');
    await ctx.pass(60_000);
    expect((await job(ctx))?.fields.attention).toBe('OPERATORS');
    await ctx.pass(60_000);

    expect(await job(ctx)).toMatchObject({
      state: 'SEARCHING',
      fields: { reason: 'driver_lost', search_epoch: 2, excluded_drivers: [idOf('driver', 1)] },
    });
    expect((await ctx.searching.page('got')).states).toHaveLength(1);
  });

  it('takes no job away at the first look after nobody could look for minutes', async () => {
    const ctx = await aContext();
    await assignedJob(ctx);
    seen(ctx, { metresNorth: 4_000 });
    await ctx.pass(30_000);
    ctx.others.positionsAreAway = true;
    for (let n = 0; n < 8; n++) await ctx.pass(30_000);
    ctx.others.positionsAreAway = false;

    await ctx.pass(30_000);
    expect(await job(ctx)).toMatchObject({ state: 'ASSIGNED', fields: { attention: 'DRIVER' } });
    seen(ctx, { metresNorth: 2_000 });
    await ctx.pass(30_000);

    const { state, fields } = (await job(ctx))!;
    expect({ state, attention: fields.attention }).toEqual({ state: 'ASSIGNED', attention: undefined });
  });

  it('takes the job from a driver who drives away', async () => {
    const ctx = await aContext();
    await assignedJob(ctx);
    for (let metresNorth = 1_000; metresNorth < 3_000; metresNorth += 250) {
      seen(ctx, { metresNorth });
      await ctx.pass(30_000);
    }

    expect(await job(ctx)).toMatchObject({ state: 'SEARCHING' });
  });

  it('does not lose patience with a driver who waits at the pickup', async () => {
    const ctx = await aContext();
    await assignedJob(ctx);
    for (let n = 0; n < 10; n++) {
      seen(ctx, { metresNorth: 30 });
      await ctx.pass(30_000);
    }

    expect(await job(ctx)).toMatchObject({ state: 'ASSIGNED' });
  });

  it('tells of who is to look after the driver', async () => {
    const ctx = await aContext();
    await assignedJob(ctx);
    await ctx.pass(60_000);

    const changed = ctx.events.events.filter(({ type }) => type === 'booking.changed');

    expect(BookingChanged.decode(changed.at(-1)!.payload).booking?.attention).toBe(Attention.DRIVER);
  });
});

describe('watchTrip', () => {
  it('asks a driver who is silent, then tells operators, and ends nothing', async () => {
    const ctx = await aContext();
    await drive(ctx, arrive, start);

    await ctx.pass(179_999);
    expect((await job(ctx))?.fields.attention).toBeUndefined();
    await ctx.pass(1);
    expect((await job(ctx))?.fields.attention).toBe('DRIVER');
    await ctx.pass(180_000);
    expect((await job(ctx))?.fields.attention).toBe('OPERATORS');
    await ctx.pass(3_600_000);

    expect(await job(ctx)).toMatchObject({ state: 'ON_TRIP', fields: { attention: 'OPERATORS' } });
  });

  it('tells when the car is heard of again', async () => {
    const ctx = await aContext();
    await drive(ctx, arrive, start);
    await ctx.pass(180_000);
    seen(ctx);
    await ctx.pass(180_000 - 1);
    seen(ctx);

    await ctx.pass(1);

    expect((await job(ctx))?.fields.attention).toBeUndefined();
  });

  it('writes seldom where a trip goes well, and leaves its longest time as it is', async () => {
    const ctx = await aContext();
    await drive(ctx, arrive, start);
    const { version } = (await job(ctx))!;
    const startedAt = ctx.clock.now();
    for (let n = 0; n < 20; n++) {
      await ctx.pass(30_000);
      seen(ctx);
    }

    expect((await job(ctx))!.version - version).toBe(3);
    await ctx.pass(21_600_000 - (ctx.clock.now() - startedAt));
    expect(await job(ctx)).toMatchObject({ state: 'COMPLETED', fields: { reason: 'too_long' } });
  });
});

describe('the other timers', () => {
  it('take the job from a car that has waited for half an hour', async () => {
    const ctx = await aContext();
    await drive(ctx, arrive);

    await ctx.pass(1_800_000);

    expect(await job(ctx)).toMatchObject({ state: 'SEARCHING', fields: { reason: 'waited_too_long' } });
  });

  it('complete a trip that has lasted for six hours, flagged', async () => {
    const ctx = await aContext();
    await drive(ctx, arrive, start);

    await ctx.pass(21_600_000);

    expect(await job(ctx)).toMatchObject({
      state: 'COMPLETED',
      fields: { reason: 'too_long', ended_by: 'SYSTEM', distance_metres: 2_345 },
    });
    expect(ctx.others.finalised).toMatchObject([{ endUnknown: true }]);
  });

  it('end such a trip when it was due, however late it can be priced', async () => {
    const ctx = await aContext();
    await drive(ctx, arrive, start);
    const due = new Date(ctx.clock.now() + 21_600_000);
    ctx.others.pricingIsAway = true;
    await ctx.pass(21_600_000);
    await ctx.pass(86_400_000);
    ctx.others.pricingIsAway = false;

    await ctx.pass(3_600_000);

    expect((await job(ctx))?.fields.ended_at).toBe(due.getTime());
    expect(ctx.others.finalised.length).toBeGreaterThan(1);
    expect(new Set(ctx.others.finalised.map(({ endedAt }) => endedAt?.getTime())).size).toBe(1);
  });

  it('price a stopped trip within a minute of pricing being back, where its driver had ended it', async () => {
    const ctx = await aContext();
    await drive(ctx, arrive, start);
    await ctx.effects.time.advance(600_000);
    const stoppedAt = ctx.clock.now();
    ctx.others.pricingIsAway = true;
    const request = { ...command(1, { key: 'complete' }), lastSeq: 77n };
    const asked = callHandlerAs(driverUser(1), complete(ctx), { request, effects: ctx.effects });
    await expect(asked).rejects.toMatchObject({ code: 'pricing.unavailable' });
    for (let n = 0; n < 20; n++) await ctx.pass(30_000);
    expect(await job(ctx)).toMatchObject({ state: 'ON_TRIP' });
    ctx.others.pricingIsAway = false;

    await ctx.pass(60_000);

    expect(await job(ctx)).toMatchObject({
      state: 'COMPLETED',
      fields: { ended_at: stoppedAt, last_seq: 77n, ended_by: 'DRIVER', reason: '' },
    });
    expect(ctx.others.finalised.at(-1)).toMatchObject({ endUnknown: false });
  });

  it('may be faster than the driver, who is answered with the job as they left it', async () => {
    const ctx = await aContext();
    await drive(ctx, arrive, start);
    const { finalise } = ctx.pricing;
    jest.spyOn(ctx.pricing, 'finalise').mockImplementationOnce(async (request, call) => {
      await ctx.pass(30_000);
      return finalise(request, call);
    });
    const request = { ...command(1, { key: 'complete' }), lastSeq: 77n };

    const { booking } = await callHandlerAs(driverUser(1), complete(ctx), { request, effects: ctx.effects });

    expect(booking).toMatchObject({ state: BookingState.COMPLETED, lastSeq: 77n });
    expect(ctx.others.finalised).toHaveLength(2);
  });
});
