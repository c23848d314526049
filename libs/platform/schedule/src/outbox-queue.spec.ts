import { fakeEffects, settle } from '@hansom/platform-context/testing';
import { type Engine } from '@hansom/platform-store';

import { minuteOf } from './buckets.ts';
import { marksTable } from './tables.ts';
import { aDeadProcess, aSuccessor } from './testing/dead-process.ts';
import { sampleHolds } from './testing/holds.ts';
import { inMemoryAggregates } from './testing/index.ts';

const MINUTE_MS = 60_000;
const confirmed = { to: 'CONFIRMED' as const, set: { rider: 'r1', seats: 1 } };
const READS = ['readState', 'readEvent'];

/** Five events that nobody published, and a process whose relay has room for one, with a sink that takes nothing. */
async function noRoom() {
  const { time, engine, holds, operations } = await aDeadProcess();
  const start = minuteOf(time.clock.now());
  for (const id of ['h1', 'h2', 'h3', 'h4', 'h5']) await holds.create(id, confirmed);
  const effects = fakeEffects({ time, seed: 2 });
  const options = { ...sampleHolds, effects, engine, relay: { capacity: 1 } };
  const { aggregates: other, sink } = await inMemoryAggregates(options);
  sink.refuse(() => true);
  const pass = async (minutes: number): Promise<void> => {
    for (let second = 0; second < minutes * 60; second += 5) {
      await time.advance(5_000);
      await other.sweep();
      await settle();
    }
  };
  const mark = async (): Promise<number> => {
    const marks = await engine.get(marksTable('hold'), { shard: 0 }, 'serial');
    return Number(marks?.outbox) - start;
  };
  return { time, engine, holds: other, operations, sink, pass, mark };
}

describe('while the relay is full', () => {
  it('nothing is read for what would find no place', async () => {
    const { holds, operations, pass } = await noRoom();
    await holds.sweep();
    operations.length = 0;

    await holds.sweep(); // the present bucket
    await pass(5); // a restless one

    expect(operations.filter(({ kind }) => READS.includes(kind))).toEqual([]);
    expect(holds.depths().relay).toBe(1);
  });

  it('the mark stays, also behind what the relay holds, and all is published once there is room', async () => {
    const { time, holds, sink, pass, mark } = await noRoom();
    await time.advance(2 * MINUTE_MS);
    await holds.create('h6', confirmed); // takes the place
    await pass(5);
    const before = await mark();

    sink.refuse(() => false);
    await pass(3);

    expect(before).toBe(0);
    expect(sink.events.map(({ key }) => key).sort()).toEqual(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
    expect(await mark()).toBeGreaterThan(4);
  });

  it('what never came is given up once there is room, behind a raised fence', async () => {
    const { time, engine, sink, pass, mark } = await noRoom();
    const never: Engine = { ...engine, commit: () => new Promise(() => undefined) };
    const { aggregates: writer } = await aSuccessor(never, time);
    void writer.create('h6', confirmed);
    await settle();
    await pass(5);

    sink.refuse(() => false);
    await pass(3);

    const state = await engine.readState(sampleHolds.aggregate, 'h6', 'serial');
    expect(state?.fence).toBeGreaterThan(0);
    expect(await mark()).toBeGreaterThan(4);
  });
});
