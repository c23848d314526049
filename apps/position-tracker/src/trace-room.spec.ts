import { later } from '@hansom/platform-context';
import { type Fix } from '@hansom/proto-position-tracker';

import { aContext, aFix, BOOKING, DRIVER, type SpecContext } from '../test/a-context.ts';
import { sent, toldAssigned, toldOver } from '../test/told.ts';
import { MOST_ROWS } from './trace-room.ts';

const TRACE = { bookingId: BOOKING, driverId: DRIVER };
const BATCH = 100;

/** A job whose trace has room for so many rows. */
async function withRoomFor(rows: number): Promise<SpecContext> {
  const ctx = await aContext();
  await toldAssigned(ctx);
  const fix = { at: later(ctx.clock.now(), -5_000), lat: 57.7, lng: 11.97, accuracyMetres: 5 };
  const unknown = { metresPerSecond: -1, bearingDegrees: -1 };
  for (let seq = 1; seq <= MOST_ROWS - rows; seq++)
    await ctx.traces.add(TRACE, { seq: BigInt(seq), ...fix, ...unknown }, { refused: false });
  return ctx;
}

/** Good fixes, the first of which has that number. */
async function aBatch(ctx: SpecContext, from: number): Promise<Fix[]> {
  await ctx.effects.time.advance(1_000);
  return Array.from({ length: BATCH }, (_, i) => aFix(ctx, 1, { seq: BigInt(from + i), ageMs: BATCH - i }));
}

function rowsOf({ traces }: SpecContext): Promise<number> {
  return traces.count(TRACE, 2 * MOST_ROWS);
}

describe('a trace', () => {
  it('keeps no more than the longest trip can hold, whatever is sent while it runs and when it is over', async () => {
    const ctx = await withRoomFor(130);

    const acks = [await sent(ctx, await aBatch(ctx, 100_000)), await sent(ctx, await aBatch(ctx, 200_000))];
    const kept = await rowsOf(ctx);
    const nowhere = (await aBatch(ctx, 300_000)).map((fix) => ({ ...fix, position: undefined }));
    await sent(ctx, nowhere);
    await sent(ctx.restarted(), await aBatch(ctx, 400_000));
    const now = ctx.clock.now();
    await toldOver(ctx, { startedAt: new Date(now - 60_000), endedAt: new Date(now) });
    const late = (await aBatch(ctx, 50_000)).map((fix) => ({ ...fix, at: new Date(now) }));
    await sent(ctx, late);

    expect(acks.map(({ ackSeq }) => ackSeq)).toEqual([100_099n, 200_099n]);
    expect([kept, await rowsOf(ctx)]).toEqual([MOST_ROWS, MOST_ROWS]);
  });

  it('loses no room to rows that could not be stored, or that it has', async () => {
    const ctx = await withRoomFor(BATCH);
    const batch = await aBatch(ctx, 100_000);
    const put = jest.spyOn(ctx.engine, 'put').mockRejectedValue(new Error('away'));
    await expect(sent(ctx, batch)).rejects.toThrow();
    put.mockRestore();

    await sent(ctx, batch.slice(0, 50));
    await sent(ctx, batch);

    expect(await rowsOf(ctx)).toBe(MOST_ROWS);
    expect(await ctx.traces.has(TRACE, 100_099n)).toBe(true);
  });
});
