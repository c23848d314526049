import { fakeEffects, settle } from '@hansom/platform-context/testing';
import { openTable, SimulatedStore } from '@hansom/platform-store';

import { minuteAfter, minuteOf } from './buckets.ts';
import { Marks } from './marks.ts';
import { type Entry, type Judged, type Queue } from './queue.ts';
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
  const hears = { failed: () => undefined, broken: () => undefined, stop: new AbortController().signal };
  const sweep = new ShardSweep({ marks, effects, ...hears }, queue, 0);
  const pass = async (seconds: number): Promise<void> => {
    for (let second = 0; second < seconds; second++) {
      await effects.time.advance(1_000);
      await sweep.round();
      await sweep.ended();
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

/** A sweep over entries that the spec puts into minutes, counted from the present one. Each stays in hand until the spec ends it. */
async function heldUp(more: Pick<Queue, 'patienceMs'> = {}) {
  const effects = fakeEffects();
  const engine = await new SimulatedStore({ clock: effects.clock }).open('sample');
  const marks = new Marks(openTable(engine, marksTable('hold'), effects), effects.clock);
  const start = minuteOf(effects.clock.now());
  const rows = new Map<number, string[]>();
  const listed: number[] = [];
  /** Minutes that cannot be listed. */
  const away = new Set<number>();
  const broken: unknown[] = [];
  const inHand = new Map<string, (verdict: Judged) => void>();
  const queue: Queue = {
    ...{ name: 'timers', ...more },
    list: async ({ minute }) => {
      if (away.has(minute - start)) throw new Error('away');
      listed.push(minute - start);
      return { rows: (rows.get(minute - start) ?? []).map((id) => ({ id, version: 1 })) };
    },
    judge: ({ id }) => new Promise((resolve) => (inHand.has(id) ? resolve('open') : inHand.set(id, resolve))),
  };
  const stop = new AbortController();
  const hears = {
    failed: () => undefined,
    broken: (error: unknown) => void broken.push(error),
    stop: stop.signal,
  };
  const sweep = new ShardSweep({ marks, effects, ...hears }, queue, 0);
  let round: Promise<void> | undefined;
  const pass = async (seconds: number): Promise<void> => {
    for (let second = 0; second < seconds; second++) {
      round ??= sweep.round().finally(() => (round = undefined));
      await effects.time.advance(1_000);
    }
  };
  const end = async (id: string, verdict: Judged): Promise<void> => {
    inHand.get(id)?.(verdict);
    inHand.delete(id);
    if (verdict === 'settled')
      for (const [minute, ids] of rows)
        rows.set(
          minute,
          ids.filter((other) => other !== id),
        );
    await settle();
  };
  const mark = async (): Promise<number> => (await marks.of('timers', 0)) - start;
  return { sweep, rows, listed, away, broken, inHand, pass, end, mark, stop };
}

describe('what is slow', () => {
  const PATIENT = { patienceMs: 1_000 };

  it('holds up a round for no longer than its queue has patience', async () => {
    const { rows, listed, inHand, pass } = await heldUp(PATIENT);
    rows.set(0, ['slow']);
    await pass(10);
    const listings = listed.length;

    rows.set(0, ['slow', 'new']);
    await pass(2);

    expect(listings).toBeGreaterThanOrEqual(5);
    expect([...inHand.keys()]).toEqual(['slow', 'new']);
  });

  it('is begun by so many at a time, and the others by a later round', async () => {
    const { rows, inHand, pass } = await heldUp(PATIENT);
    rows.set(
      0,
      Array.from({ length: 20 }, (_, n) => `h${n}`),
    );

    await pass(1);
    const first = inHand.size;
    await pass(2);

    expect([first, inHand.size]).toEqual([16, 20]);
  });

  it('goes on when patience has ended, and keeps the mark until it is settled', async () => {
    const { rows, inHand, pass, end, mark } = await heldUp(PATIENT);
    rows.set(0, ['slow']);
    await pass(400);
    const held = [await mark(), [...inHand.keys()]];

    await end('slow', 'settled');
    await pass(61);

    expect(held).toEqual([0, ['slow']]);
    expect(await mark()).toBeGreaterThanOrEqual(4);
  });

  it('holds up no round when it is come back to', async () => {
    const { rows, listed, inHand, pass, end } = await heldUp(PATIENT);
    rows.set(0, ['slow']);
    await pass(62);
    await end('slow', 'open');
    await pass(30);
    expect([...inHand.keys()]).toEqual(['slow']);
    listed.length = 0;

    await pass(20);

    expect(listed).toEqual(Array.from({ length: 20 }, () => 1));
  });

  it('is come back to by one bucket at a time', async () => {
    const { rows, inHand, pass, end } = await heldUp(PATIENT);
    rows.set(0, ['slow']).set(1, ['slower']);
    await pass(122);
    await end('slow', 'open');
    await end('slower', 'open');

    await pass(60);
    const first = [...inHand.keys()];
    await end(first[0] ?? '', 'open');
    await pass(60);

    expect([first.length, inHand.size]).toEqual([1, 1]);
  });

  it('is not looked at by two at a time: no bucket is closed that a round is still busy with', async () => {
    const { rows, listed, inHand, pass, end, mark } = await heldUp();
    await pass(59);
    rows.set(0, ['slow']);
    for (let look = 0; look < 2; look++) {
      await pass(1); // by a round
      await end('slow', 'open');
    }
    await pass(30); // behind the rounds
    rows.set(1, ['busy']);
    await pass(300);
    const both = [...inHand.keys()];
    listed.length = 0;

    await end('slow', 'settled');

    expect(both).toEqual(['slow', 'busy']);
    expect(listed).not.toContain(1);
    expect(await mark()).toBeLessThanOrEqual(1);
  });

  it('is come back to again when that broke off, which is told', async () => {
    const { rows, away, broken, inHand, pass, end } = await heldUp(PATIENT);
    rows.set(0, ['slow']);
    await pass(62);
    away.add(0);
    await end('slow', 'open');
    await pass(30);
    const told = broken.length;

    away.clear();
    await pass(2);

    expect(told).toBeGreaterThan(1);
    expect([...inHand.keys()]).toEqual(['slow']);
  });

  it('is waited for when all is to end, and nothing else is begun', async () => {
    const { rows, sweep, inHand, pass, end, stop } = await heldUp(PATIENT);
    rows.set(0, ['slow']);
    await pass(2);
    let ended = false;

    stop.abort();
    rows.set(0, ['slow', 'new']);
    await pass(2);
    const closing = sweep.ended().then(() => (ended = true));
    await settle();
    const early = ended;
    await end('slow', 'open');
    await closing;

    expect([early, [...inHand.keys()]]).toEqual([false, []]);
  });
});
