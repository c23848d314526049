import { settle } from '@hansom/platform-context/testing';

import { minuteOf, shardOf } from './buckets.ts';
import { addSeat, sampleHolds } from './testing/holds.ts';
import { inMemoryAggregates } from './testing/index.ts';

const confirmed = { to: 'CONFIRMED' as const, set: { rider: 'r1', seats: 1 } };

describe('walk', () => {
  it('names every version of a minute, page by page', async () => {
    const { aggregates: holds, effects } = await inMemoryAggregates(sampleHolds);
    const bucket = { shard: 0, minute: minuteOf(effects.clock.now()) };
    const ids = Array.from({ length: 601 }, (_, index) => `h${String(index).padStart(3, '0')}`);
    for (const id of ids) await holds.create(id, confirmed);
    await holds.transition('h000', { decide: addSeat });

    const first = await holds.walk(bucket);
    const second = await holds.walk(bucket, first.next);

    const entries = [...first.entries, ...second.entries];
    expect(entries.slice(0, 3)).toEqual([
      { id: 'h000', version: 1 },
      { id: 'h000', version: 2 },
      { id: 'h001', version: 1 },
    ]);
    expect(entries).toHaveLength(602);
    expect([first.passed, second.passed, second.next]).toEqual([false, false, undefined]);
  });

  it('tells the mark as it was before the listing', async () => {
    const { aggregates: holds, effects, engine } = await inMemoryAggregates(sampleHolds);
    const order: string[] = [];
    const { get, range } = engine;
    Object.assign(engine, {
      get: (...given: Parameters<typeof get>) => (order.push('mark'), get(...given)),
      range: (...given: Parameters<typeof range>) => (order.push('list'), range(...given)),
    });

    await holds.walk({ shard: 0, minute: minuteOf(effects.clock.now()) });

    expect(order).toEqual(['mark', 'list']);
  });

  it('names versions in the shard of their aggregate', async () => {
    const { aggregates: holds, effects } = await inMemoryAggregates({ ...sampleHolds, shards: 4 });
    const minute = minuteOf(effects.clock.now());
    await holds.create('h1', confirmed);

    const pages = await Promise.all([0, 1, 2, 3].map((shard) => holds.walk({ shard, minute })));

    const found = pages.flatMap(({ entries }, shard) => (entries.length > 0 ? [shard] : []));
    expect(found).toEqual([shardOf('h1', 4)]);
    expect(holds.shards).toBe(4);
  });
});

describe('readEvents', () => {
  it('gives the versions that are asked for and there', async () => {
    const { aggregates: holds, sink } = await inMemoryAggregates(sampleHolds);
    await holds.create('h1', confirmed);
    for (let version = 2; version <= 4; version++) await holds.transition('h1', { decide: addSeat });
    await settle();

    const events = await holds.readEvents('h1', { from: 2, to: 9 });

    expect(events).toEqual(sink.events.slice(1));
    expect(await holds.readEvents('h2', { from: 1, to: 9 })).toEqual([]);
  });

  it('no longer gives what expired', async () => {
    const { aggregates: holds, effects } = await inMemoryAggregates({ ...sampleHolds, eventTtlMs: 1_000 });
    await holds.create('h1', confirmed);

    await effects.time.advance(1_001);

    expect(await holds.readEvents('h1', { from: 1, to: 9 })).toEqual([]);
    expect(await holds.get('h1')).toMatchObject({ version: 1 });
  });
});

describe('shardOf', () => {
  it('spreads ids over all shards, and never changes', () => {
    const shards = Array.from({ length: 1_000 }, (_, index) => shardOf(`hold_got_${index}`, 4));

    const counts = [0, 1, 2, 3].map((shard) => shards.filter((one) => one === shard).length);
    expect(Math.min(...counts)).toBeGreaterThan(200);
    expect([shardOf('', 4), shardOf('h1', 4), shardOf('booking_got_01j', 1_000)]).toMatchInlineSnapshot(`
      [
        1,
        2,
        609,
      ]
    `);
  });
});
