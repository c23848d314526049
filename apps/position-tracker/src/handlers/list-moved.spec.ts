import { callHandler } from '@hansom/platform-rpc/testing';
import { ListMovedResponse } from '@hansom/proto-position-tracker';
import { cityCode, idFromWords } from '@hansom/shared-ids';

import { aContext, aFix, DRIVER, driverId, type SpecContext } from '../../test/a-context.ts';
import { sent } from '../../test/told.ts';
import { listMoved } from './list-moved.ts';

function asked(ctx: SpecContext, after = '', city = 'got'): Promise<ListMovedResponse> {
  return callHandler(listMoved(ctx), { city, after }, { effects: ctx.effects });
}

function driversOf({ driverHigh, driverLow }: ListMovedResponse): string[] {
  return driverHigh.map((high, i) => {
    const words = [high, driverLow[i] ?? 0n].flatMap((half) => [half >> 32n, half & 0xffffffffn]).map(Number);
    return idFromWords('driver', words, cityCode('got'));
  });
}

describe('listMoved', () => {
  it('tells where everybody is, how fast and which way', async () => {
    const ctx = await aContext();
    await sent(ctx, [aFix(ctx, 1, { bearingDegrees: 270, speedMetresPerSecond: 12 })]);
    await sent(ctx, [aFix(ctx, 1, { speedMetresPerSecond: -1 })], driverId(2));

    const answer = await asked(ctx);

    expect(driversOf(answer)).toEqual([DRIVER, driverId(2)]);
    expect(answer).toMatchObject({
      more: false,
      latE7: [577_001_799, 577_001_799],
      lngE7: [119_700_000, 119_700_000],
      bearingDegrees: [270, 0],
      speedMetresPerSecond: [12, -1],
      fixedAtMs: [BigInt(ctx.clock.now()), BigInt(ctx.clock.now())],
    });
  });

  it('tells who asks again only of those who moved since', async () => {
    const ctx = await aContext();
    await sent(ctx, [aFix(ctx, 1)]);
    const { next } = await asked(ctx);
    await sent(ctx, [aFix(ctx, 1)], driverId(2));
    await sent(ctx, [aFix(ctx, 2, { accuracyMetres: 500 })]); // refused: nobody moved

    const answer = await asked(ctx, next);

    expect(driversOf(answer)).toEqual([driverId(2)]);
    expect(driversOf(await asked(ctx, answer.next))).toEqual([]);
  });

  it.each(['of another life.1', 'epoch 1.nonsense', 'nonsense'])(
    'tells everything to whoever names the cursor %j',
    async (cursor) => {
      const ctx = await aContext();
      await sent(ctx, [aFix(ctx, 1)]);

      expect(driversOf(await asked(ctx, cursor))).toEqual([DRIVER]);
    },
  );

  it('forgets a driver with the driver’s track', async () => {
    const ctx = await aContext();
    await sent(ctx, [aFix(ctx, 1)]);
    await ctx.effects.time.advance(600_001);
    ctx.trackers.forgetIdle();

    expect(driversOf(await asked(ctx))).toEqual([]);
  });

  it('tells of two thousand in less than 200 kB', async () => {
    const ctx = await aContext();
    for (let n = 1; n <= 2_000; n++) await sent(ctx, [aFix(ctx, 1)], driverId(n));

    const answer = await asked(ctx);

    expect(answer.driverHigh).toHaveLength(2_000);
    expect(ListMovedResponse.encode(answer).finish().length).toBeLessThan(200_000);
  });

  it('refuses what is no city, and what is no cursor', async () => {
    const ctx = await aContext();

    await expect(asked(ctx, 'x'.repeat(101), 'Gothenburg')).rejects.toMatchObject({
      fields: [{ field: 'city' }, { field: 'after' }],
    });
  });
});
