import { SimulatedStore } from '@hansom/platform-store';
import { fakeEffects } from '@hansom/platform-context/testing';

import { minuteAfter, minuteOf, shardOf } from './buckets.ts';
import { sampleHolds } from './testing/holds.ts';
import { inMemoryAggregates } from './testing/index.ts';
import { type WalkedMinutes } from './walk.ts';

const confirmed = { to: 'CONFIRMED' as const, set: { rider: 'r1', seats: 1 } };
const MINUTE_MS = 60_000;

function idsOf({ minutes }: WalkedMinutes): string[] {
  return minutes.flatMap(({ entries }) => entries.map(({ id }) => id));
}

describe('walk', () => {
  it('names what was to happen, minute by minute, and tells how far the owner is done', async () => {
    const { aggregates: holds, effects, runDue } = await inMemoryAggregates(sampleHolds);
    const first = minuteOf(effects.clock.now());
    await holds.create('h1', confirmed);
    await effects.time.advance(5 * MINUTE_MS);
    await holds.create('h2', confirmed);
    await runDue();

    const walked = await holds.walk({ shard: 0 });

    expect(walked.minutes).toEqual([
      { minute: first, entries: [{ id: 'h1', version: 1 }] },
      { minute: minuteAfter(first, 5), entries: [{ id: 'h2', version: 1 }] },
    ]);
    expect(walked).toMatchObject({ passed: first + 3, to: first + 6 });
    expect(walked.next).toBeUndefined();
  });

  it('begins where it is told to', async () => {
    const { aggregates: holds, effects } = await inMemoryAggregates(sampleHolds);
    await holds.create('h1', confirmed);
    await effects.time.advance(2 * MINUTE_MS);
    await holds.create('h2', confirmed);

    const walked = await holds.walk({ shard: 0, minute: minuteOf(effects.clock.now()) });

    expect(idsOf(walked)).toEqual(['h2']);
  });

  it('goes on in the minute that did not fit', async () => {
    const { aggregates: holds } = await inMemoryAggregates(sampleHolds);
    const ids = Array.from({ length: 601 }, (_, index) => `h${String(index).padStart(3, '0')}`);
    for (const id of ids) await holds.create(id, confirmed);

    const first = await holds.walk({ shard: 0 });
    const second = await holds.walk({ shard: 0, ...first.next });

    expect([...idsOf(first), ...idsOf(second)]).toEqual(ids);
    expect(first.to).toBe(first.next?.minute);
    expect(second.next).toBeUndefined();
  });

  it('takes hours at a time, and no more than was kept', async () => {
    const { aggregates: holds, effects } = await inMemoryAggregates(sampleHolds);
    await holds.create('h1', confirmed);
    await effects.time.advance(30 * 24 * 60 * MINUTE_MS);

    const stretches: WalkedMinutes[] = [await holds.walk({ shard: 0 })];
    for (let next = stretches[0]?.next; next; next = stretches.at(-1)?.next) {
      stretches.push(await holds.walk({ shard: 0, ...next }));
    }

    expect(stretches).toHaveLength(Math.ceil((7 * 24 * 60 + 1) / 360));
    expect(stretches.at(-1)?.to).toBe(minuteOf(effects.clock.now()) + 1);
  });

  it('costs one look at a shard in which nothing was ever made', async () => {
    const effects = fakeEffects();
    const operations: string[] = [];
    const gate = ({ kind }: { kind: string }): 'done' => (operations.push(kind), 'done');
    const engine = await new SimulatedStore({ clock: effects.clock, gate }).open('sample');
    const { aggregates: holds } = await inMemoryAggregates({ ...sampleHolds, effects, engine });

    expect(await holds.walk({ shard: 0 })).toEqual({ minutes: [], passed: 0, to: 0 });
    expect(operations).toEqual(['get']);
  });

  it('tells the mark as it was before the listing', async () => {
    const { aggregates: holds, engine } = await inMemoryAggregates(sampleHolds);
    await holds.create('h1', confirmed);
    const order: string[] = [];
    const { get, range } = engine;
    Object.assign(engine, {
      get: (...given: Parameters<typeof get>) => (order.push('mark'), get(...given)),
      range: (...given: Parameters<typeof range>) => (order.push('list'), range(...given)),
    });

    await holds.walk({ shard: 0 });

    expect(order.slice(0, 2)).toEqual(['mark', 'list']);
    expect(order.filter((step) => step === 'mark')).toHaveLength(1);
  });

  it('names versions in the shard of their aggregate', async () => {
    const { aggregates: holds } = await inMemoryAggregates({ ...sampleHolds, shards: 4 });
    await holds.create('h1', confirmed);

    const walks = await Promise.all([0, 1, 2, 3].map((shard) => holds.walk({ shard })));

    const found = walks.flatMap(({ minutes }, shard) => (minutes.length > 0 ? [shard] : []));
    expect(found).toEqual([shardOf('h1', 4)]);
    expect(holds.shards).toBe(4);
  });
});
