import { fakeEffects } from '@hansom/platform-context/testing';
import { openTable, SimulatedStore } from '@hansom/platform-store';

import { minuteAfter, minuteOf } from './buckets.ts';
import { Marks } from './marks.ts';
import { type Entry, type Judged } from './queue.ts';
import { ShardSweep } from './shard-sweep.ts';
import { marksTable } from './tables.ts';

/** A sweep over one entry, in the bucket of the beginning, that is judged as `verdict` says. */
async function sweeping(verdict: () => Judged) {
  const effects = fakeEffects();
  const engine = await new SimulatedStore({ clock: effects.clock }).open('sample');
  const marks = new Marks(openTable(engine, marksTable('hold'), effects), effects.clock);
  const bucket = minuteOf(effects.clock.now());
  const judged: { at: number; closing: boolean }[] = [];
  const queue = {
    name: 'timers' as const,
    list: async ({ minute }: { minute: number }) => ({
      rows: minute === bucket ? [{ id: 'h1', version: 1 }] : [],
    }),
    judge: async (_: Entry, closing: boolean): Promise<Judged> => {
      judged.push({ at: effects.monotonic.now(), closing });
      return verdict();
    },
  };
  const sweep = new ShardSweep({ marks, effects, failed: () => undefined }, queue, 0);
  const pass = async (seconds: number): Promise<void> => {
    for (let second = 0; second < seconds; second++) {
      await effects.time.advance(1_000);
      await sweep.round();
    }
  };
  await sweep.round();
  return { sweep, judged, pass, marks, bucket };
}

describe('a sweep', () => {
  it('looks at the present bucket in every round, and once more after its end', async () => {
    const { judged, pass, sweep } = await sweeping(() => 'settled');
    await pass(59);
    expect(judged).toHaveLength(60);

    await pass(60);

    expect(judged).toHaveLength(61);
    expect(sweep.depth).toBe(0);
  });

  it('comes back to what is open less and less often, but every half minute', async () => {
    const { judged, pass } = await sweeping(() => 'open');
    await pass(60);
    judged.length = 0;

    await pass(110);

    const pauses = judged.slice(1).map(({ at }, index) => at - (judged[index]?.at ?? 0));
    expect(pauses.length).toBeGreaterThanOrEqual(4);
    expect(pauses.length).toBeLessThanOrEqual(9);
    expect(pauses.every((pause, index) => index === 0 || pause >= (pauses[index - 1] ?? 0) / 2)).toBe(true);
    expect(Math.max(...pauses)).toBeGreaterThan(10_000);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(31_000);
  });

  it('gives a bucket its closing look two minutes after its end, not before', async () => {
    const { judged, pass } = await sweeping(() => 'open');

    await pass(179);
    expect(judged.some(({ closing }) => closing)).toBe(false);
    await pass(1);

    expect(judged.at(-1)).toEqual({ at: 180_000, closing: true });
  });

  it('raises the mark up to what is open, and past it once that is settled', async () => {
    let verdict: Judged = 'open';
    const { pass, marks, bucket, sweep } = await sweeping(() => verdict);
    await pass(400);
    expect([await marks.of('timers', 0), sweep.depth]).toEqual([bucket, 1]);

    verdict = 'settled';
    await pass(61);

    expect(await marks.of('timers', 0)).toBeGreaterThanOrEqual(minuteAfter(bucket, 4));
    expect(sweep.depth).toBe(0);
  });
});
