import { instant } from '@hansom/platform-context';
import { callHandler } from '@hansom/platform-rpc/testing';
import { type DriverPosition, type IngestPositionsRequest } from '@hansom/proto-geosearch';

import { aContext, driverId, HERE, positionsOf, type SpecContext } from '../../test/a-context.ts';
import { ingest } from './ingest.ts';
import { ingestPositions } from './ingest-positions.ts';

function taken(ctx: SpecContext, positions: DriverPosition[], city = 'got') {
  const request: IngestPositionsRequest = { city, positions };
  return callHandler(ingestPositions(ctx), request, { effects: ctx.effects });
}

function at(ctx: SpecContext, over: Partial<DriverPosition> = {}): DriverPosition {
  const fixedAt = new Date(ctx.clock.now());
  return { driverId: driverId(1), position: HERE, bearingDegrees: 90, fixedAt, ...over };
}

describe('ingestPositions', () => {
  it('takes the same as columns do: what is newer, and nothing twice', async () => {
    const ctx = await aContext();

    const first = await taken(ctx, [at(ctx)]);
    const again = await taken(ctx, [at(ctx)]);
    const asColumns = await callHandler(ingest(ctx), positionsOf(ctx, [{ n: 1, ...HERE }]), ctx);

    expect([first, again, asColumns]).toEqual([{ takenCount: 1 }, { takenCount: 0 }, { takenCount: 0 }]);
  });

  it('passes over what is not on earth, not yet, or without a place or a time', async () => {
    const ctx = await aContext();
    const ahead = new Date(instant(ctx.clock.now() + 60_001));
    const wrong = [
      { position: { lat: 91, lng: 0 } },
      { position: { lat: NaN, lng: 0 } },
      { position: undefined },
      { fixedAt: ahead },
      { fixedAt: undefined },
      { fixedAt: new Date(NaN) },
    ];

    const positions = [...wrong.map((over) => at(ctx, over)), at(ctx, { driverId: driverId(2) })];

    expect(await taken(ctx, positions)).toEqual({ takenCount: 1 });
  });

  it('refuses all when one has no driver, and names it', async () => {
    const ctx = await aContext();
    const positions = [at(ctx), at(ctx, { driverId: 'nobody' })];

    await expect(taken(ctx, positions)).rejects.toMatchObject({
      fields: [{ field: 'positions[1].driver_id' }],
    });
    expect(await taken(ctx, [at(ctx)])).toEqual({ takenCount: 1 });
  });

  it.each([0, 1_001])('refuses %i positions', async (count) => {
    const ctx = await aContext();
    const positions = Array.from({ length: count }, () => at(ctx));

    await expect(taken(ctx, positions)).rejects.toMatchObject({ fields: [{ field: 'positions' }] });
  });
});
