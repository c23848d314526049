import { consume } from '@hansom/platform-bus/testing';
import { aCall, callHandler } from '@hansom/platform-rpc/testing';
import { ShiftState } from '@hansom/proto-shift';

import { aContext, aShift, HERE, positionsOf, type SpecContext } from '../test/a-context.ts';
import { shiftChanged } from './consumers/shift-changed.ts';
import { ingest } from './handlers/ingest.ts';

function loaded(ctx: SpecContext, deadlineMs = 1_000) {
  return ctx.cities.loaded('got', aCall({ effects: ctx.effects, deadlineMs }));
}

async function onShift(ctx: SpecContext): Promise<string[]> {
  return (await loaded(ctx)).onShift().map(({ driverId }) => driverId.slice(-1));
}

async function told(ctx: SpecContext, shift: ReturnType<typeof aShift>): Promise<void> {
  await consume(shiftChanged(ctx), { payload: { shift } });
}

async function placed(ctx: SpecContext, n: number): Promise<void> {
  await callHandler(ingest(ctx), positionsOf(ctx, [{ n, ...HERE }]), { effects: ctx.effects });
}

describe('Cities', () => {
  it('loads a city once for all who ask at once, page by page', async () => {
    const ctx = await aContext([aShift(1), aShift(2), aShift(3)]);

    const all = await Promise.all([loaded(ctx), loaded(ctx), loaded(ctx)]);

    expect(new Set(all).size).toBe(1);
    expect(all[0]?.onShift()).toHaveLength(3);
    expect(ctx.shifts.asked).toBe(1);
  });

  it('tells a caller who cannot wait that it is loading, and goes on', async () => {
    const ctx = await aContext([aShift(1)]);
    let arrive = (): void => undefined;
    ctx.shifts.onTheWay = () => new Promise((resolve) => (arrive = resolve));

    const asked = loaded(ctx, 300);
    const refused = expect(asked).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'geosearch.city_loading',
    });
    await ctx.effects.time.advance(260);
    await refused;
    arrive();
    await ctx.effects.time.advance(0);

    expect((await loaded(ctx, 60)).onShift()).toHaveLength(1);
    expect(ctx.shifts.asked).toBe(1);
  });

  it('tries again while shift is away', async () => {
    const ctx = await aContext([aShift(1)]);
    ctx.shifts.away = true;

    const asked = loaded(ctx, 5_000);
    await ctx.effects.time.advance(250);
    ctx.shifts.away = false;
    await ctx.effects.time.advance(1_000);

    expect((await asked).onShift()).toHaveLength(1);
    expect(ctx.shifts.asked).toBeGreaterThan(2);
  });

  it('leaves no timer behind', async () => {
    const ctx = await aContext([aShift(1)]);
    const call = aCall({ effects: ctx.effects });

    await ctx.cities.loaded('got', call);
    call.end();

    expect(ctx.effects.time.waiting).toBe(0);
  });

  it('misses nothing that happens while a list is on the way', async () => {
    const ctx = await aContext([aShift(1), aShift(2)]);
    ctx.shifts.onTheWay = async () => {
      await told(ctx, aShift(1, { state: ShiftState.ENDED, version: 2 }));
      await told(ctx, aShift(3, { version: 7 }));
    };

    expect(await onShift(ctx)).toEqual(['3', '2']);
  });

  it('keeps nothing of a city that nobody asked for', async () => {
    const ctx = await aContext();

    await told(ctx, aShift(1));

    expect(ctx.cities.size).toBe(0);
  });

  it('heals what was missed every 30 s', async () => {
    const ctx = await aContext([aShift(1), aShift(2)]);
    await loaded(ctx);
    ctx.shifts.live = [aShift(2, { version: 5, state: ShiftState.BREAK }), aShift(3)];

    await ctx.effects.time.advance(29_999);
    await ctx.cities.refresh();
    const before = await onShift(ctx);
    await ctx.effects.time.advance(1);
    await ctx.cities.refresh();

    const city = await loaded(ctx);
    expect(before).toEqual(['1', '2']);
    expect(city.onShift().map(({ version, free }) => [version, free])).toEqual([
      [5, false],
      [1, true],
    ]);
  });

  it('drops a city after a minute without a call, and loads it anew', async () => {
    const ctx = await aContext([aShift(1)]);
    await loaded(ctx);
    await ctx.effects.time.advance(60_000);
    await ctx.cities.refresh();
    const held = ctx.cities.size;
    await ctx.effects.time.advance(1);
    await ctx.cities.refresh();

    expect([held, ctx.cities.size]).toEqual([1, 0]);
    ctx.shifts.live = [aShift(2)];
    expect(await onShift(ctx)).toEqual(['2']);
  });

  it('is kept by positions alone', async () => {
    const ctx = await aContext([aShift(1)]);
    await loaded(ctx);
    for (let i = 0; i < 3; i++) {
      await ctx.effects.time.advance(50_000);
      await placed(ctx, 1);
      await ctx.cities.refresh();
    }

    expect(ctx.cities.size).toBe(1);
  });

  it('finds after a restart whoever was written shortly before it', async () => {
    const ctx = await aContext([aShift(1), aShift(2)]);
    await placed(ctx, 1);
    await ctx.effects.time.advance(8_000);
    await placed(ctx, 2);
    await ctx.writer.flush();
    await ctx.effects.time.advance(9_000);

    const city = await loaded(ctx.restarted());

    expect(city.onShift()).toHaveLength(2);
    expect(city.size).toBe(1);
  });

  it('stops loading when it is closed', async () => {
    const ctx = await aContext();
    ctx.shifts.away = true;
    ctx.cities.hold('got');
    await ctx.effects.time.advance(0);

    ctx.cities.close();
    await ctx.effects.time.advance(10_000);

    expect(ctx.shifts.asked).toBe(1);
    expect(ctx.effects.time.waiting).toBe(0);
  });
});
