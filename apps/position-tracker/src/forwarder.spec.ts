import { toFix } from './handlers/mapping.ts';
import { type Fix } from './domain/fix.ts';
import { aContext, aFix, driverId, type SpecContext } from '../test/a-context.ts';

function forwarded(ctx: SpecContext, count: number, over: { city?: string; from?: number } = {}): void {
  const { city = 'got', from = 0 } = over;
  for (let n = from; n < from + count; n++)
    ctx.forwarder.forward(city, driverId(n), toFix(aFix(ctx, n)) as Fix);
}

describe('Forwarder', () => {
  it('sends the latest of each driver, in columns', async () => {
    const ctx = await aContext();
    forwarded(ctx, 2);
    await ctx.effects.time.advance(10);
    forwarded(ctx, 1, { from: 1 });

    await ctx.forwarder.flush();

    const now = BigInt(ctx.clock.now());
    expect(ctx.forwarded).toMatchObject([{ city: 'got', fixedAtMs: [now - 10n, now] }]);
    expect(ctx.forwarded[0]!.latE7[1]! / 1e7).toBeCloseTo(aFix(ctx, 1).position!.lat, 6);
    expect(ctx.forwarded[0]!.driverLow[1]! - ctx.forwarded[0]!.driverLow[0]!).toBe(1n);
    expect(ctx.forwarder.depth).toBe(0);
  });

  it('sends as soon as there are 128 of a city', async () => {
    const ctx = await aContext();

    forwarded(ctx, 127, { city: 'abc' });
    forwarded(ctx, 128);
    await ctx.effects.time.advance(0);

    expect(ctx.forwarded.map(({ city, latE7 }) => [city, latE7.length])).toEqual([['got', 128]]);
  });

  it('drops and counts what geosearch does not take, and goes on', async () => {
    const ctx = await aContext();
    ctx.geosearchFails.with = new Error('away');
    forwarded(ctx, 3);
    await ctx.forwarder.flush();
    ctx.geosearchFails.with = undefined;
    forwarded(ctx, 2);
    await ctx.forwarder.flush();

    expect(ctx.forwarder.figures).toEqual({ sent: 2, dropped: 3 });
    expect(ctx.effects.log.lines.map(({ message }) => message)).toEqual(['positions were not forwarded']);
    expect(ctx.effects.time.waiting).toBe(0);
  });

  it('has room for some thousand drivers of a city while geosearch is slow', async () => {
    const ctx = await aContext();
    forwarded(ctx, 128 + 5_000 + 7); // the first 128 are on their way

    expect(ctx.forwarder.depth).toBe(5_000);
    expect(ctx.forwarder.figures.dropped).toBe(7);
    await ctx.forwarder.flush();
    expect(ctx.forwarder.figures.sent).toBe(5_128);
  });
});
