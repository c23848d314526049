import { openTable, SimulatedStore } from '@hansom/platform-store';
import { fakeEffects } from '@hansom/platform-context/testing';

import { minuteAfter, minuteOf, shardOf } from './buckets.ts';
import { outboxTable } from './tables.ts';
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

/** An outbox with so many rows minute by minute, the last of which is the present one. */
async function filled(rows: readonly number[]) {
  const { aggregates: holds, effects, engine } = await inMemoryAggregates(sampleHolds);
  const first = minuteOf(effects.clock.now());
  await holds.sweep(); // the shard has begun
  await effects.time.advance((rows.length - 1) * MINUTE_MS);
  const outbox = openTable(engine, outboxTable('hold'));
  for (const [index, many] of rows.entries()) {
    const at = { shard: 0, minute: minuteAfter(first, index), version: 1, attempt: 'a1' };
    for (let row = 0; row < many; row++)
      await outbox.put({ ...at, id: `h${index}-${row}` }, { ttlMs: 86_400_000 });
  }
  const lists = { asked: 0, steps: 0 };
  let underWay = 0;
  const { range } = engine;
  const counted: typeof range = async (...given) => {
    lists.asked++;
    if (underWay++ === 0) lists.steps++;
    return range(...given).finally(() => underWay--);
  };
  Object.assign(engine, { range: counted });
  const walkOn = (next?: WalkedMinutes['next']) => holds.walk({ shard: 0, minute: first, ...next });
  return { first, lists, walkOn };
}

function each(minutes: number, rows: number): number[] {
  return Array.from({ length: minutes }, () => rows);
}

async function toTheEnd(walkOn: (next?: WalkedMinutes['next']) => Promise<WalkedMinutes>): Promise<string[]> {
  const ids: string[] = [];
  let walked = await walkOn();
  for (; walked.next; walked = await walkOn(walked.next)) ids.push(...idsOf(walked));
  return [...ids, ...idsOf(walked)];
}

describe('a stretch of a walk', () => {
  it('lists one page where each minute has more than one', async () => {
    const { first, lists, walkOn } = await filled(each(10, 501));

    const { minutes, next } = await walkOn();

    expect([lists.asked, minutes.length, next?.minute]).toEqual([1, 1, first]);
  });

  it('lists no minute twice where a handful fills it', async () => {
    const { lists, walkOn } = await filled(each(30, 100));

    const ids = await toTheEnd(walkOn);

    expect(new Set(ids).size).toBe(3_000);
    expect([ids.length, lists.asked]).toEqual([3_000, 30]);
  });

  it.each([
    ['nothing', 0],
    ['little', 2],
  ])('takes an hour with %s in it in few steps', async (_, rows) => {
    const { lists, walkOn } = await filled(each(60, rows));

    const walked = await walkOn();

    expect([walked.next, lists]).toEqual([undefined, { asked: 60, steps: 6 }]);
  });

  it('names all, once, where quiet and busy minutes take turns', async () => {
    const { walkOn } = await filled([...each(20, 0), 700, 1, ...each(5, 0), 499, 2, 501, 0]);

    const ids = await toTheEnd(walkOn);

    expect([ids.length, new Set(ids).size]).toEqual([1_703, 1_703]);
  });
});
