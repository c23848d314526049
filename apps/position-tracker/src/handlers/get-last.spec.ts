import { callHandler } from '@hansom/platform-rpc/testing';

import { aContext, aFix, DRIVER, driverId, fixes, type SpecContext } from '../../test/a-context.ts';
import { sent } from '../../test/told.ts';
import { getLast } from './get-last.ts';

function asked(ctx: SpecContext, driver: string = DRIVER) {
  return callHandler(getLast(ctx), { city: 'got', driverId: driver }, { effects: ctx.effects });
}

describe('getLast', () => {
  it('tells the last good fix, and some before it', async () => {
    const ctx = await aContext();
    const good = fixes(ctx, 1, 30);
    await sent(ctx, good);
    await sent(ctx, [aFix(ctx, 31, { accuracyMetres: 500 })]);

    const { last, recent } = await asked(ctx);

    expect(last).toEqual(good.at(-1));
    expect(recent.length).toBeGreaterThanOrEqual(6);
    expect(recent.length).toBeLessThanOrEqual(7);
    expect(recent[0]).toEqual(good[0]);
  });

  it('tells them after a restart', async () => {
    const ctx = await aContext();
    await sent(ctx, fixes(ctx, 1, 29));
    ctx.trackers.noteAll();
    await ctx.writer.flush();

    const { last, recent } = await asked(ctx.restarted());

    expect(last?.seq).toBe(29n);
    expect(recent.length).toBeGreaterThanOrEqual(6);
  });

  it('tells the last one however old it is, but no recent ones', async () => {
    const ctx = await aContext();
    await sent(ctx, [aFix(ctx, 1)]);
    await ctx.effects.time.advance(301_000);

    expect(await asked(ctx)).toMatchObject({ last: { seq: 1n }, recent: [] });
  });

  it('has nothing of a driver who never sent any', async () => {
    const ctx = await aContext();

    expect(await asked(ctx, driverId(7))).toEqual({ last: undefined, recent: [] });
  });

  it('writes over what is older than five minutes, so that a driver has a few rows', async () => {
    const ctx = await aContext();
    for (let n = 1; n <= 100; n++) {
      await sent(ctx, [aFix(ctx, n)]);
      await ctx.writer.flush();
      await ctx.effects.time.advance(10_000);
    }

    const { last, recent } = await asked(ctx.restarted());

    expect(last?.seq).toBe(100n);
    expect(recent.map(({ seq }) => Number(seq))).toEqual(Array.from({ length: 30 }, (_, i) => 71 + i));
  });

  it('tells what another instance heard that had the city in between', async () => {
    const ctx = await aContext();
    await sent(ctx, [aFix(ctx, 1)]);
    await ctx.effects.time.advance(400_000);
    const between = ctx.restarted();
    await sent(between, [aFix(ctx, 80)]);
    await between.writer.flush();

    expect(await asked(ctx)).toMatchObject({ last: { seq: 80n } });
  });

  it('tells its own where the store has nothing later', async () => {
    const ctx = await aContext();
    await sent(ctx, [aFix(ctx, 1)]);
    await ctx.writer.flush();
    await ctx.effects.time.advance(5_000);
    await sent(ctx, [aFix(ctx, 2)]);
    await ctx.effects.time.advance(400_000);

    expect(await asked(ctx)).toMatchObject({ last: { seq: 2n } });
  });

  it('lets go of a quiet driver, and reads the last fix again', async () => {
    const ctx = await aContext();
    await sent(ctx, fixes(ctx, 1, 4));
    await ctx.effects.time.advance(600_001);
    ctx.trackers.forgetIdle();
    await ctx.writer.flush();

    expect(ctx.trackers.size).toBe(0);
    expect((await asked(ctx)).last?.seq).toBe(4n);
  });
});
