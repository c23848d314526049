import { type Fix } from '@hansom/proto-position-tracker';
import { greatCircleMetres } from '@hansom/shared-geo';
import fc from 'fast-check';

import { aContext, aFix, type SpecContext } from './a-context.ts';
import { sent, toldAssigned } from './told.ts';

/** Half a centimetre: what is forwarded is rounded. */
const ROUNDING_METRES = 0.02;

interface Told {
  lat: number;
  lng: number;
  at: number;
}

/** Good in most ways, so that a batch is seldom refused for one reason alone. */
const hostileFix = fc.record({
  seq: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 1, max: 60 }) },
    fc.constant(Number.MAX_SAFE_INTEGER),
  ),
  ageMs: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: -2_000, max: 20_000 }) },
    { weight: 2, arbitrary: fc.integer({ min: -60_000, max: 120_000 }) },
    fc.constantFrom(-8e15, -1e12, 1.7e12, 8e15, NaN),
  ),
  lat: fc.oneof({ weight: 5, arbitrary: fc.double({ min: 57.699, max: 57.701, noNaN: true }) }, wild()),
  lng: fc.oneof({ weight: 5, arbitrary: fc.double({ min: 11.969, max: 11.971, noNaN: true }) }, wild()),
  accuracyMetres: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 0, max: 110 }) }, wild()),
  bearingDegrees: wild(),
  speedMetresPerSecond: wild(),
  nowhere: fc.integer({ min: 0, max: 19 }),
});

const batches = fc.array(
  fc.record({
    fixes: fc.array(hostileFix, { minLength: 1, maxLength: 12 }),
    pauseMs: fc.constantFrom(0, 500, 3_000, 70_000),
  }),
  { maxLength: 12 },
);

describe('hostile batches', () => {
  it('are judged to the last fix, and only what is true of itself and of the fix before it moves the car', async () => {
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(batches, async (sequence) => {
        const ctx = await aContext();
        await toldAssigned(ctx);
        let before: Told | undefined;
        for (const { fixes, pauseMs } of sequence) {
          await ctx.effects.time.advance(pauseMs);
          const batch = fixes.map((one) => wireFix(ctx, one));
          const moved = await movedBy(ctx, batch);
          if (moved) expectTrue(moved, { before, batch, now: ctx.clock.now() });
          before = moved ?? before;
        }
        for (const [reason, count] of Object.entries(ctx.trackers.refused))
          if (count > 0) outcomes.add(reason);
        if (ctx.trackers.accepted > 0) outcomes.add('good');
      }),
      { numRuns: 300 },
    );

    expect([...outcomes].sort()).toEqual(
      ['future', 'good', 'inaccurate', 'invalid', 'null_island', 'out_of_order', 'stale', 'too_fast'], // prettier-ignore
    );
  });
});

/** Where geosearch, riders and the console are told that the car is, if a batch has moved it. They are told the same, or nothing. */
async function movedBy(ctx: SpecContext, batch: Fix[]): Promise<Told | undefined> {
  const counted = totalOf(ctx);
  const known = ctx.trackers.moves.after('got', 0, 1).next;
  ctx.forwarded.length = 0;
  ctx.announced.length = 0;

  const ack = await sent(ctx, batch);
  await ctx.forwarder.flush();

  const refused = ack.refused.reduce((sum, { fixCount }) => sum + fixCount, 0);
  expect(ack.acceptedCount + refused).toBe(batch.length);
  expect(totalOf(ctx) - counted).toBe(batch.length);
  const isGood = ack.acceptedCount > 0;
  const { moves } = ctx.trackers.moves.after('got', known, 1);
  expect([ctx.forwarded.length, moves.length]).toEqual(isGood ? [1, 1] : [0, 0]);
  expect(ctx.announced.length).toBeLessThanOrEqual(isGood ? 1 : 0);
  return toldOf(ctx);
}

function toldOf({ forwarded: [columns] }: SpecContext): Told | undefined {
  if (!columns) return undefined;
  const { latE7, lngE7, fixedAtMs } = columns;
  return { lat: latE7[0]! / 1e7, lng: lngE7[0]! / 1e7, at: Number(fixedAtMs[0]) };
}

function totalOf({ trackers }: SpecContext): number {
  return Object.values(trackers.refused).reduce((sum, count) => sum + count, trackers.accepted);
}

function expectTrue(
  moved: Told,
  { before, batch, now }: { before: Told | undefined; batch: Fix[]; now: number },
): void {
  const itself = batch.filter(({ at }) => at?.getTime() === moved.at);
  expect(itself.some((fix) => fix.accuracyMetres <= 100 && isAt(fix, moved))).toBe(true);
  expect([moved.lat, moved.lng]).not.toEqual([0, 0]);
  expect(moved.at - now).toBeLessThanOrEqual(30_000);
  expect(now - moved.at).toBeLessThanOrEqual(60_000);
  if (!before) return;
  expect(moved.at).toBeGreaterThan(before.at);
  const most = (55 * (moved.at - before.at)) / 1_000 + ROUNDING_METRES;
  expect(greatCircleMetres(before, moved)).toBeLessThanOrEqual(most);
}

function isAt({ position }: Fix, moved: Told): boolean {
  return position !== undefined && greatCircleMetres(position, moved) <= ROUNDING_METRES;
}

function wireFix(ctx: SpecContext, { nowhere, lat, lng, ...one }: fcValue<typeof hostileFix>): Fix {
  const position = nowhere === 0 ? undefined : nowhere === 1 ? { lat: 0, lng: 0 } : { lat, lng };
  return { ...aFix(ctx, 1, { ...one, seq: BigInt(one.seq) }), position };
}

type fcValue<A> = A extends fc.Arbitrary<infer T> ? T : never;

/** Any number, of the kinds that go wrong more often. */
function wild(): fc.Arbitrary<number> {
  return fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity, -0, 90.000001, -180.5, 1e300, -1));
}
