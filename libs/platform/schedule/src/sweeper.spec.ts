import { type Instant, later } from '@hansom/platform-context';
import { settle } from '@hansom/platform-context/testing';
import { type Engine } from '@hansom/platform-store';

import { minuteOf } from './buckets.ts';
import { marksTable, outboxTable } from './tables.ts';
import { aDeadProcess, aSuccessor } from './testing/dead-process.ts';
import { addSeat, aHold, HOLD_MS, sampleHolds } from './testing/holds.ts';
import { inMemoryAggregates } from './testing/index.ts';

const MINUTE_MS = 60_000;

async function outboxRows(engine: Engine, at: Instant) {
  const partition = { shard: 0, minute: minuteOf(at) };
  return (await engine.range(outboxTable('hold'), { partition, limit: 100 })).rows;
}

describe('outbox', () => {
  it('publishes what its writer left behind, in order, and marks it', async () => {
    const { time, engine, holds } = await aDeadProcess();
    const start = time.clock.now();
    await holds.create('h1', aHold({ clock: time.clock }));
    await holds.transition('h1', { decide: addSeat });

    const { sink, runDue } = await aSuccessor(engine, time);
    await runDue();

    expect(sink.versionsOf('h1')).toEqual([1, 2]);
    expect(await outboxRows(engine, start)).toMatchObject([{ done: true }, { done: true }]);
  });

  it('is marked at once by the writer that publishes', async () => {
    const { aggregates: holds, effects, engine } = await inMemoryAggregates(sampleHolds);

    await holds.create('h1', aHold(effects));
    await settle();

    expect(await outboxRows(engine, effects.clock.now())).toMatchObject([{ done: true }]);
  });

  it('is not published twice by the same process', async () => {
    const { time, engine, holds } = await aDeadProcess();
    await holds.create('h1', aHold({ clock: time.clock }));
    const { aggregates: other, sink, runDue } = await aSuccessor(engine, time);

    await runDue();
    await other.transition('h1', { decide: addSeat });
    await time.advance(5 * MINUTE_MS);
    await runDue();

    expect(sink.versionsOf('h1')).toEqual([1, 2, 3]);
  });

  it('is read page by page', async () => {
    const { time, engine, holds } = await aDeadProcess();
    for (let n = 0; n < 201; n++)
      await holds.create(`h${n}`, { to: 'CONFIRMED', set: { rider: 'r1', seats: 1 } });

    const { sink, runDue } = await aSuccessor(engine, time);
    await runDue();

    expect(sink.events).toHaveLength(201);
  });

  it('says so when an event expired before anybody published it', async () => {
    const { time, engine, holds } = await aDeadProcess({ eventTtlMs: 1_000 });
    const start = time.clock.now();
    await holds.create('h1', aHold({ clock: time.clock }));
    await time.advance(1_001);

    const { sink, effects, runDue } = await aSuccessor(engine, time);
    await runDue();

    expect(sink.events).toEqual([]);
    expect(effects.log.lines).toEqual([
      {
        level: 'error',
        message: 'event expired before it was published',
        fields: { aggregate: 'h1', version: 1 },
      },
    ]);
    expect(await outboxRows(engine, start)).toMatchObject([{ done: true }]);
  });

  it('leaves to the relay what it has in hand', async () => {
    const { aggregates: holds, effects, sink } = await inMemoryAggregates(sampleHolds);
    sink.refuse(() => true);
    await holds.create('h1', aHold(effects));

    for (let round = 0; round < 5; round++) await holds.sweep();

    expect(holds.depths().relay).toBe(1);
  });

  it('waits for a sink that refuses: the mark does not pass', async () => {
    const { time, engine, holds } = await aDeadProcess();
    await holds.create('h1', aHold({ clock: time.clock }));
    const { aggregates: other, sink } = await aSuccessor(engine, time);
    sink.refuse(() => true);

    for (let round = 0; round < 10; round++) {
      await time.advance(MINUTE_MS);
      await other.sweep();
    }

    const marks = await engine.get(marksTable('hold'), { shard: 0 }, 'serial');
    expect(marks?.outbox).toBe(minuteOf(time.clock.now()) - 10);
    expect(marks?.timers).toBeGreaterThan(marks?.outbox as number);
  });
});

describe('marks', () => {
  it('pass a bucket two real minutes after its end', async () => {
    const { aggregates: holds, effects, engine } = await inMemoryAggregates(sampleHolds);
    await holds.create('h1', aHold(effects));
    const minute = minuteOf(effects.clock.now());
    const isPast = async (): Promise<boolean> => (await holds.walk({ shard: 0 })).passed > minute;

    await effects.time.advance(3 * MINUTE_MS - 1);
    await holds.sweep();
    expect(await isPast()).toBe(false);
    await effects.time.advance(MINUTE_MS);
    await holds.sweep();

    expect(await isPast()).toBe(true);
    expect(await engine.get(marksTable('hold'), { shard: 0 }, 'serial')).toMatchObject({
      outbox: minute + 1,
    });
  });

  it('measure those two minutes in real time when domain time runs faster', async () => {
    const { time, engine, holds } = await aDeadProcess({ speed: 60 });
    await holds.create('h1', { to: 'CONFIRMED', set: { rider: 'r1', seats: 1 } });
    const minute = minuteOf(time.clock.now());
    const { aggregates: other, runDue } = await aSuccessor(engine, time);
    await runDue();

    await time.advance(2 * MINUTE_MS);
    await runDue();
    expect((await other.walk({ shard: 0 })).passed).toBeLessThanOrEqual(minute);
    await time.advance(31_000);
    await runDue();

    expect((await other.walk({ shard: 0 })).passed).toBeGreaterThan(minute);
  });

  it('pass what never came only behind a raised fence', async () => {
    const { time, engine, holds } = await aDeadProcess();
    const never: Engine = { ...engine, commit: () => new Promise(() => undefined) };
    const { aggregates: writer } = await aSuccessor(never, time);
    void writer.create('h1', { to: 'CONFIRMED', set: { rider: 'r1', seats: 1 } });
    await settle();
    const { runDue } = await aSuccessor(engine, time);

    await time.advance(2 * MINUTE_MS);
    await runDue();
    expect(await engine.readState(sampleHolds.aggregate, 'h1', 'serial')).toBeUndefined();
    await time.advance(2 * MINUTE_MS);
    await runDue();

    const state = await engine.readState(sampleHolds.aggregate, 'h1', 'serial');
    expect(state?.fence).toBeGreaterThan(0);
    expect(await holds.get('h1')).toBeUndefined();
  });

  it('are written at most every 30 s, however fast domain time runs', async () => {
    const { time, holds, operations } = await aDeadProcess({ speed: 60 });

    for (let round = 0; round < 120; round++) {
      await time.advance(1_000);
      await holds.sweep();
    }

    const written = operations.filter(({ kind }) => kind === 'compareAndSet');
    expect(written).toHaveLength(2 * 4);
  });

  it('are taken over from a process that is further', async () => {
    const { time, engine, operations } = await aDeadProcess();
    const one = await aSuccessor(engine, time);
    const two = await aSuccessor(engine, time);
    await one.aggregates.sweep();
    await two.aggregates.sweep();
    await time.advance(10 * MINUTE_MS);
    await one.aggregates.sweep();
    await two.aggregates.sweep();
    await time.advance(MINUTE_MS);
    operations.length = 0;

    await two.aggregates.sweep();

    const raised = operations.filter(({ kind }) => kind === 'compareAndSet').map(({ detail }) => detail);
    const passed = minuteOf(time.clock.now()) - 2;
    expect(raised).toContainEqual(
      expect.objectContaining({ expect: { outbox: passed - 1 }, set: { outbox: passed } }),
    );
  });

  it('begin before the first intention of a shard', async () => {
    const { time, holds, operations } = await aDeadProcess();

    await holds.create('h1', aHold({ clock: time.clock }));

    const kinds = operations.map(({ kind }) => kind);
    expect(kinds.indexOf('insertIfAbsent')).toBeLessThan(kinds.indexOf('put'));
  });

  it('catch up after a long stop by so many buckets a round', async () => {
    const { time, engine, holds } = await aDeadProcess();
    await holds.sweep();
    await time.advance(1_000 * MINUTE_MS);
    const { aggregates: other } = await aSuccessor(engine, time);
    const behind = async (): Promise<number> => {
      const marks = await engine.get(marksTable('hold'), { shard: 0 }, 'serial');
      return minuteOf(time.clock.now()) - Number(marks?.outbox);
    };

    const before = await behind();

    await other.sweep();
    expect(before - (await behind())).toBe(120);
    for (let round = 0; round < 10; round++) {
      await time.advance(MINUTE_MS);
      await other.sweep();
    }

    expect(await behind()).toBeLessThanOrEqual(3);
  });
});

describe('an idle sweeper', () => {
  it('lists one bucket a second for timers and one in five for the outbox', async () => {
    const { time, holds, operations } = await aDeadProcess();
    holds.start();
    await time.advance(10_000);
    operations.length = 0;

    await time.advance(60_000);

    const listings = (target: string): number => operations.filter((one) => one.target === target).length;
    expect(listings('hold_timers')).toBeLessThanOrEqual(63);
    expect(listings('hold_outbox')).toBeLessThanOrEqual(15);
    expect(listings('hold_marks')).toBeLessThanOrEqual(4);
    await holds.close();
  });

  it('stops when it is closed, and leaves no timer behind', async () => {
    const { aggregates: holds, effects } = await inMemoryAggregates(sampleHolds);
    await holds.create('h1', aHold(effects, { due: later(effects.clock.now(), 1_000) }));
    holds.start();
    await effects.time.advance(100);

    await holds.close();
    await holds.close();

    expect(effects.time.waiting).toBe(0);
  });

  it('goes on after a round that the store did not answer', async () => {
    const { time, engine } = await aDeadProcess();
    let away = true;
    const range: Engine['range'] = (...given) =>
      away ? Promise.reject(new Error('away')) : engine.range(...given);
    const { aggregates: holds, effects, sink } = await aSuccessor({ ...engine, range }, time);
    await holds.create('h1', aHold(effects));
    holds.start();
    await time.advance(3_000);
    expect(effects.log.lines[0]).toMatchObject({ message: 'sweeper could not finish a round' });

    away = false;
    await time.advance(HOLD_MS);

    expect(sink.versionsOf('h1')).toEqual([1, 2]);
    await holds.close();
  });
});

describe('rows', () => {
  it('expire: outbox after 7 days, timers 30 days after they were due', async () => {
    const { time, holds, operations } = await aDeadProcess();

    await holds.create('h1', aHold({ clock: time.clock }));

    const ttlOf = (target: string): unknown =>
      (operations.find((one) => one.target === target)?.detail as { options: { ttlMs: number } }).options
        .ttlMs;
    expect(ttlOf('hold_outbox')).toBe(7 * 86_400_000);
    expect(ttlOf('hold_timers')).toBe(HOLD_MS + 30 * 86_400_000);
  });
});
