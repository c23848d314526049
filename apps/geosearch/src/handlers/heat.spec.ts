import { callHandler } from '@hansom/platform-rpc/testing';
import { Tenancy } from '@hansom/proto-common';
import { ShiftState } from '@hansom/proto-shift';
import { cellBits, cellOf } from '@hansom/shared-geo';

import { aContext, aShift, HERE, north, positionsOf, type SpecContext } from '../../test/a-context.ts';
import { heat } from './heat.ts';
import { ingest } from './ingest.ts';

function asked(ctx: SpecContext, resolution: number) {
  const request = { city: 'got', resolution, tenancy: Tenancy.ROBOT };
  return callHandler(heat(ctx), request, { effects: ctx.effects });
}

describe('heat', () => {
  it('counts who is on shift by cell, and who of them is free', async () => {
    const ctx = await aContext([
      aShift(1),
      aShift(2, { state: ShiftState.ON_TRIP }),
      aShift(3),
      aShift(4, { tenancy: Tenancy.LIVE }),
    ]);
    const places = [1, 2, 4].map((n) => ({ n, ...HERE })).concat({ n: 3, ...north(20_000) });
    await callHandler(ingest(ctx), positionsOf(ctx, places), { effects: ctx.effects });

    const { cells } = await asked(ctx, 8);

    const expected = [
      { cell: cellBits(cellOf(HERE, 8)), freeCount: 1, liveCount: 2 },
      { cell: cellBits(cellOf(north(20_000), 8)), freeCount: 1, liveCount: 1 },
    ];
    expect(cells).toEqual(expected.sort((a, b) => (a.cell < b.cell ? -1 : 1)));
  });

  it.each([4, 10])('refuses resolution %i', async (resolution) => {
    await expect(asked(await aContext(), resolution)).rejects.toMatchObject({
      fields: [{ field: 'resolution' }],
    });
  });
});
