import { consume } from '@hansom/platform-bus/testing';
import { callHandler } from '@hansom/platform-rpc/testing';
import { Tenancy } from '@hansom/proto-common';
import { type FindNearestRequest, type FindNearestResponse } from '@hansom/proto-geosearch';
import { ShiftState } from '@hansom/proto-shift';

import {
  aContext,
  aShift,
  driverId,
  HERE,
  north,
  positionsOf,
  shiftId,
  type SpecContext,
} from '../../test/a-context.ts';
import { shiftChanged } from '../consumers/shift-changed.ts';
import { findNearest } from './find-nearest.ts';
import { ingest } from './ingest.ts';

function asked(ctx: SpecContext, over: Partial<FindNearestRequest> = {}): Promise<FindNearestResponse> {
  const request = {
    city: 'got',
    at: HERE,
    radiusMetres: 5_000,
    limit: 10,
    serviceType: '',
    tenancy: Tenancy.ROBOT,
    neighbours: [],
  };
  return callHandler(findNearest(ctx), { ...request, ...over }, { effects: ctx.effects });
}

async function whom(ctx: SpecContext, over: Partial<FindNearestRequest> = {}): Promise<string[]> {
  const { hits } = await asked(ctx, over);
  return hits.map((hit) => hit.shiftId);
}

async function placed(ctx: SpecContext, ...places: Parameters<typeof positionsOf>[1]): Promise<void> {
  await callHandler(ingest(ctx), positionsOf(ctx, places), { effects: ctx.effects });
}

describe('findNearest', () => {
  it('finds free drivers by distance, and tells what is known of them', async () => {
    const ctx = await aContext([aShift(1), aShift(2)]);
    await placed(ctx, { n: 1, ...north(900), ageMs: 4_000 }, { n: 2, ...north(-300) });

    const { hits } = await asked(ctx);

    expect(hits).toMatchObject([
      { shiftId: shiftId(2), distanceMetres: 300, fixAgeMs: 0, free: true },
      {
        shiftId: shiftId(1),
        driverId: driverId(1),
        distanceMetres: 900,
        fixAgeMs: 4_000,
        bearingDegrees: 90,
      },
    ]);
    expect(hits[1]?.position?.lat).toBeCloseTo(north(900).lat, 6);
  });

  it('keeps to the limit and to the radius', async () => {
    const ctx = await aContext([aShift(1), aShift(2), aShift(3)]);
    await placed(ctx, { n: 1, ...north(100) }, { n: 2, ...north(200) }, { n: 3, ...north(300) });

    expect(await whom(ctx, { limit: 2 })).toEqual([shiftId(1), shiftId(2)]);
    expect(await whom(ctx, { radiusMetres: 250 })).toEqual([shiftId(1), shiftId(2)]);
  });

  it('passes over who is busy, serves something else, belongs to the other world, or is not on shift', async () => {
    const ctx = await aContext([
      aShift(1, { state: ShiftState.EN_ROUTE }),
      aShift(2, { serviceTypes: ['premium'] }),
      aShift(3, { tenancy: Tenancy.LIVE }),
      aShift(5),
    ]);
    await placed(ctx, ...[1, 2, 3, 4, 5].map((n) => ({ n, ...HERE })));

    expect(await whom(ctx, { serviceType: 'standard' })).toEqual([shiftId(5)]);
    expect(await whom(ctx)).toEqual([shiftId(2), shiftId(5)]);
    expect(await whom(ctx, { tenancy: Tenancy.LIVE })).toEqual([shiftId(3)]);
  });

  it('passes over a driver whose last fix is older than 15 s', async () => {
    const ctx = await aContext([aShift(1)]);
    await placed(ctx, { n: 1, ...HERE });
    await ctx.effects.time.advance(15_000);
    const just = await whom(ctx);
    await ctx.effects.time.advance(1);

    expect(just).toEqual([shiftId(1)]);
    expect(await whom(ctx)).toEqual([]);
  });

  it('skips a driver who was claimed after the last fix, and finds one who was freed', async () => {
    const ctx = await aContext([aShift(1), aShift(2, { state: ShiftState.ON_TRIP, version: 4 })]);
    await placed(ctx, { n: 1, ...HERE }, { n: 2, ...HERE });
    await asked(ctx);

    await consume(shiftChanged(ctx), {
      payload: { shift: aShift(1, { state: ShiftState.OFFERED, version: 2 }) },
    });
    await consume(shiftChanged(ctx), { payload: { shift: aShift(2, { version: 5 }) } });

    expect(await whom(ctx)).toEqual([shiftId(2)]);
  });

  it('does not go back to what an older event told', async () => {
    const ctx = await aContext([aShift(1, { state: ShiftState.ENDED, version: 9 })]);
    await placed(ctx, { n: 1, ...HERE });
    await asked(ctx);

    await consume(shiftChanged(ctx), { payload: { shift: aShift(1, { version: 8 }) } });

    expect(await whom(ctx)).toEqual([]);
  });

  it('finds those of neighbours too, the nearest of all', async () => {
    const ctx = await aContext([aShift(1), aShift(2)]);
    await placed(ctx, { n: 1, ...north(300) }, { n: 2, ...north(900) });
    ctx.neighbours.set('xyz', [
      { shiftId: shiftId(3), distanceMetres: 100 },
      { shiftId: shiftId(4), distanceMetres: 500 },
    ]);

    const found = await whom(ctx, { neighbours: ['xyz'], limit: 3 });

    expect(found).toEqual([shiftId(3), shiftId(1), shiftId(4)]);
  });

  it('does without a neighbour that is silent for half of the time', async () => {
    const ctx = await aContext([aShift(1)]);
    await placed(ctx, { n: 1, ...HERE });
    ctx.neighbours.set('xyz', [{ shiftId: shiftId(2), distanceMetres: 100 }]);

    const asking = whom(ctx, { neighbours: ['abc', 'xyz'] });
    await ctx.effects.time.advance(2_500); // of 5 s

    expect(await asking).toEqual([shiftId(1), shiftId(2)]);
  });

  it.each([
    ['neighbours', ['xyz', 'xyz']],
    ['neighbours', ['got']],
    ['neighbours', ['aaa', 'bbb', 'ccc', 'ddd', 'eee', 'fff', 'ggg', 'hhh', 'iii']],
    ['neighbours[1]', ['xyz', 'Y']],
  ])('refuses %s of %j', async (field, neighbours) => {
    const ctx = await aContext();

    await expect(asked(ctx, { neighbours })).rejects.toMatchObject({ fields: [{ field }] });
  });

  it('names every field that breaks a rule', async () => {
    const ctx = await aContext();

    const bad = asked(ctx, {
      city: '',
      at: undefined,
      radiusMetres: 50_001,
      limit: 0,
      tenancy: Tenancy.UNSPECIFIED,
    });

    await expect(bad).rejects.toMatchObject({
      code: 'geosearch.invalid_argument',
      fields: ['city', 'at', 'radius_metres', 'tenancy', 'limit'].map((field) => ({ field })),
    });
  });
});
