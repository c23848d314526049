import { callHandler } from '@hansom/platform-rpc/testing';
import { Tenancy } from '@hansom/proto-common';
import { ShiftState } from '@hansom/proto-shift';

import {
  aContext,
  aShift,
  HERE,
  north,
  positionsOf,
  shiftId,
  type SpecContext,
} from '../../test/a-context.ts';
import { findWithin } from './find-within.ts';
import { ingest } from './ingest.ts';

function asked(ctx: SpecContext, radiusMetres = 1_000) {
  const request = { city: 'got', at: HERE, radiusMetres, tenancy: Tenancy.ROBOT };
  return callHandler(findWithin(ctx), request, { effects: ctx.effects });
}

describe('findWithin', () => {
  it('lists everybody on shift in the circle by id, whatever they do', async () => {
    const ctx = await aContext([aShift(1), aShift(2, { state: ShiftState.BREAK }), aShift(3), aShift(4)]);
    const places = [
      { n: 4, ...HERE },
      { n: 2, ...north(10) },
      { n: 1, ...north(999) },
      { n: 3, ...north(1_001) },
    ];
    await callHandler(ingest(ctx), positionsOf(ctx, places), { effects: ctx.effects });

    const { hits, more } = await asked(ctx);

    expect(hits.map((hit) => [hit.shiftId, hit.free])).toEqual([
      [shiftId(1), true],
      [shiftId(2), false],
      [shiftId(4), true],
    ]);
    expect(more).toBe(false);
  });

  it('tells when there are more than fit', async () => {
    const ids = Array.from({ length: 2_100 }, (_, i) => i + 1);
    const ctx = await aContext(ids.map((n) => aShift(n)));
    for (let i = 0; i < ids.length; i += 1_000) {
      const places = ids.slice(i, i + 1_000).map((n) => ({ n, ...HERE }));
      await callHandler(ingest(ctx), positionsOf(ctx, places), { effects: ctx.effects });
    }

    const { hits, more } = await asked(ctx);

    expect(hits).toHaveLength(2_000);
    expect(hits.at(-1)?.shiftId).toBe(shiftId(2_000));
    expect(more).toBe(true);
  });

  it('refuses a circle without a size', async () => {
    await expect(asked(await aContext(), 0)).rejects.toMatchObject({ fields: [{ field: 'radius_metres' }] });
  });
});
