import { type Fix, type GetTraceResponse } from '@hansom/proto-position-tracker';
import fc from 'fast-check';

import { aContext, aFix, type SpecContext } from './a-context.ts';
import { sent, toldAssigned, toldOver, toldStarted, traced } from './told.ts';

/** Numbers of the fixes of a trip, beside those on the way to the rider and of the way home. */
const [FIRST, LAST, COUNT] = [4, 24, 28];

const KINDS = ['good', 'inaccurate', 'nowhere', 'null island', 'a little off', 'far off'] as const;

/** What is wrong with each fix. */
const spoilt = fc.array(
  fc.oneof({ weight: 3, arbitrary: fc.constant('good' as const) }, fc.constantFrom(...KINDS)),
  {
    minLength: COUNT,
    maxLength: COUNT,
  },
);

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('batch' as const), from: fc.nat(COUNT - 1), size: fc.integer({ min: 1, max: 9 }) }) }, // prettier-ignore
  fc.record({ kind: fc.constant('twice at once' as const), from: fc.nat(COUNT - 1), size: fc.integer({ min: 1, max: 9 }) }), // prettier-ignore
  fc.record({ kind: fc.constant('half stored' as const), from: fc.nat(COUNT - 1), size: fc.integer({ min: 2, max: 9 }) }), // prettier-ignore
  fc.constantFrom({ kind: 'crash' as const }, { kind: 'stop' as const }, { kind: 'over' as const }),
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

describe('a trace', () => {
  it('is the same as of fixes that came in order, whatever came first, twice, half or after a restart', async () => {
    await fc.assert(
      fc.asyncProperty(spoilt, fc.array(step, { maxLength: 25 }), async (kinds, steps) => {
        const expected = await drivenInOrder(kinds);
        let ctx = await aTrip();
        const fixes = fixesOf(ctx, kinds);

        for (const one of steps) ctx = await taken(ctx, one, fixes);
        await sent(ctx, fixes);
        await over(ctx);
        const actual = await tripOf(ctx);
        for (const one of [...steps, { kind: 'crash' } as const]) ctx = await taken(ctx, one, fixes);
        await sent(ctx, fixes);

        expect(actual).toEqual(expected);
        expect(await tripOf(ctx)).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });
});

/** The reference. */
async function drivenInOrder(kinds: readonly (typeof KINDS)[number][]): Promise<GetTraceResponse> {
  const ctx = await aTrip();
  for (const fix of fixesOf(ctx, kinds)) await sent(ctx, [fix]);
  await over(ctx);
  const trip = await tripOf(ctx);
  expect(trip).toMatchObject({ complete: true });
  expect(trip.fixes[0]?.seq).toBe(BigInt(FIRST));
  return trip;
}

/** A trip that started with its first fix. Nothing has come of it, and its last fix would be taken now. */
async function aTrip(): Promise<SpecContext> {
  const ctx = await aContext();
  await toldAssigned(ctx);
  await toldStarted(ctx, timeOf(ctx, FIRST).getTime());
  return ctx;
}

function over(ctx: SpecContext): Promise<void> {
  return toldOver(ctx, { startedAt: timeOf(ctx, FIRST), endedAt: timeOf(ctx, LAST) });
}

function tripOf(ctx: SpecContext): Promise<GetTraceResponse> {
  return traced(ctx, { upToSeq: BigInt(LAST) });
}

/** One each 2 s, as the app took them: it has its numbers and places once and for all. The first and the last of the trip are good. */
function fixesOf(ctx: SpecContext, kinds: readonly (typeof KINDS)[number][]): Fix[] {
  return kinds.map((kind, i) => {
    const n = i + 1;
    const fix = aFix(ctx, n, { at: timeOf(ctx, n) });
    if (n === FIRST || n === LAST) return fix;
    if (kind === 'inaccurate') return { ...fix, accuracyMetres: 101 };
    if (kind === 'nowhere') return { ...fix, position: undefined };
    if (kind === 'null island') return { ...fix, position: { lat: 0, lng: 0 } };
    const off = { good: 0, 'a little off': 0.003, 'far off': 0.9 }[kind]; // 180 m are possible in 4 s, not in 2 s
    return { ...fix, position: { lat: 57.7 + (n * 20) / 111_195, lng: 11.97 + off } };
  });
}

function timeOf({ clock }: SpecContext, n: number): Date {
  return new Date(clock.now() - (COUNT - n) * 2_000);
}

/** Does what a step says, and gives the instance that lives after it. */
async function taken(ctx: SpecContext, step: Step, fixes: Fix[]): Promise<SpecContext> {
  if (step.kind === 'over') await over(ctx);
  if (step.kind === 'stop') {
    ctx.trackers.noteAll();
    await ctx.writer.flush();
  }
  if (step.kind === 'stop' || step.kind === 'crash') return ctx.restarted();
  if (!('from' in step)) return ctx;
  const batch = fixes.slice(step.from, step.from + step.size);
  if (step.kind === 'half stored') await lost(ctx, batch);
  else if (step.kind === 'twice at once') await Promise.all([sent(ctx, batch), sent(ctx, batch)]);
  else await sent(ctx, batch);
  return ctx;
}

/** The second row cannot be stored: the app gets no answer. */
async function lost(ctx: SpecContext, batch: Fix[]): Promise<void> {
  const put = ctx.engine.put.bind(ctx.engine);
  let count = 0;
  const spy = jest
    .spyOn(ctx.engine, 'put')
    .mockImplementation((...args) => (++count === 2 ? Promise.reject(new Error('away')) : put(...args)));
  await sent(ctx, batch).catch(() => undefined);
  spy.mockRestore();
}
