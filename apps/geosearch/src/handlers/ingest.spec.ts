import { callHandler } from '@hansom/platform-rpc/testing';
import { type IngestRequest } from '@hansom/proto-geosearch';

import { aContext, HERE, north, positionsOf, type SpecContext } from '../../test/a-context.ts';
import { ingest } from './ingest.ts';

function taken(ctx: SpecContext, request: IngestRequest) {
  return callHandler(ingest(ctx), request, { effects: ctx.effects });
}

describe('ingest', () => {
  it('takes what is newer, and nothing twice', async () => {
    const ctx = await aContext();
    const request = positionsOf(ctx, [{ n: 1, ...HERE }, { n: 2, ...HERE, ageMs: 500 }]); // prettier-ignore

    const first = await taken(ctx, request);
    const again = await taken(ctx, request);
    const older = await taken(ctx, positionsOf(ctx, [{ n: 1, ...north(50), ageMs: 10 }]));

    expect([first, again, older]).toEqual([{ takenCount: 2 }, { takenCount: 0 }, { takenCount: 0 }]);
  });

  it('takes positions while the city is still being loaded', async () => {
    const ctx = await aContext();
    ctx.shifts.away = true;

    await expect(taken(ctx, positionsOf(ctx, [{ n: 1, ...HERE }]))).resolves.toEqual({ takenCount: 1 });
  });

  it('passes over what is not on earth or not yet', async () => {
    const ctx = await aContext();
    const places = [{ n: 1, lat: 91, lng: 0 }, { n: 2, ...HERE, ageMs: -60_001 }, { n: 3, ...HERE }]; // prettier-ignore

    expect(await taken(ctx, positionsOf(ctx, places))).toEqual({ takenCount: 1 });
  });

  it.each(['driverLow', 'latE7', 'lngE7', 'bearingDegrees', 'fixedAtMs'] as const)(
    'refuses columns of different lengths: %s',
    async (column) => {
      const ctx = await aContext();
      const request = positionsOf(ctx, [{ n: 1, ...HERE }]);

      const refused = taken(ctx, { ...request, [column]: [] });

      await expect(refused).rejects.toMatchObject({ code: 'geosearch.invalid_argument' });
    },
  );

  it.each([0, 1_001])('refuses %i positions', async (count) => {
    const ctx = await aContext();
    const places = Array.from({ length: count }, (_, n) => ({ n, ...HERE }));

    await expect(taken(ctx, positionsOf(ctx, places))).rejects.toMatchObject({
      fields: [{ field: 'driver_high' }],
    });
  });
});
