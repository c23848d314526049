import { aggregate, openTable, text } from '@hansom/platform-store';

import { liveIndex, liveIndexTable } from './live-index.ts';
import { inMemoryAggregates } from './testing/in-memory-aggregates.ts';

const lampAggregate = aggregate({ name: 'lamp', fields: { city: text() }, states: { ON: {}, OFF: {} } });
const MINUTE = 60_000;

async function aStreet() {
  const memory = await inMemoryAggregates({ service: 'street', aggregate: lampAggregate });
  const { aggregates: lamps, engine, effects } = memory;
  const table = openTable(engine, liveIndexTable('lit_lamps'));
  let reads = 0;
  const lit = liveIndex({
    table,
    aggregates: {
      find: (id) => {
        reads += 1;
        return lamps.find(id);
      },
    },
    clock: effects.clock,
    isLive: ({ state }) => state === 'ON',
  });
  const create = (id: string) => lamps.create(id, { to: 'ON', set: { city: 'got' } });
  const turn = (id: string, to: 'ON' | 'OFF') => lamps.transition(id, { decide: () => ({ to }) });
  const abandon = (id: string) => lamps.claimOwners.abandon(id);
  const rows = async () => (await table.range({ partition: { city: 'got' }, limit: 10 })).rows;
  const idsOf = async () => (await lit.page('got')).states.map(({ id }) => id);
  return { lit, create, turn, abandon, rows, idsOf, reads: () => reads, time: effects.time };
}

describe('liveIndex', () => {
  it('lists what is live, by id, each once', async () => {
    const { lit, create, idsOf } = await aStreet();
    for (const id of ['b', 'a']) {
      await lit.add('got', { id, version: 1 });
      await create(id);
    }
    await lit.add('got', { id: 'a', version: 3 });

    expect(await idsOf()).toEqual(['a', 'b']);
  });

  it('lists so few at once that a message holds them, and says where to go on', async () => {
    const { lit, create } = await aStreet();
    for (let i = 100; i < 200; i++) {
      await lit.add('got', { id: `${i}`, version: 1 });
      await create(`${i}`);
    }

    const first = await lit.page('got');
    const second = await lit.page('got', first.next);

    expect([first, second].map(({ states }) => states.length)).toEqual([64, 36]);
    expect(second.next).toBeUndefined();
  });

  it('lists nothing of another city', async () => {
    const { lit, create } = await aStreet();
    await lit.add('got', { id: 'a', version: 1 });
    await create('a');

    expect((await lit.page('sto')).states).toEqual([]);
  });

  it('does not list what was noted and never came, and forgets it after a day', async () => {
    const { lit, idsOf, rows, time } = await aStreet();
    await lit.add('got', { id: 'a', version: 1 });

    expect(await idsOf()).toEqual([]);
    expect(await rows()).toHaveLength(1);

    await time.advance(24 * 60 * MINUTE + 1);
    await idsOf();
    expect(await rows()).toEqual([]);
  });

  it('forgets at once what was made impossible', async () => {
    const { lit, abandon, idsOf, rows } = await aStreet();
    await lit.add('got', { id: 'a', version: 1 });
    await abandon('a');

    expect(await idsOf()).toEqual([]);
    expect(await rows()).toEqual([]);
  });

  it('lists what comes long after it was noted', async () => {
    const { lit, create, idsOf, time } = await aStreet();
    await lit.add('got', { id: 'a', version: 1 });
    await time.advance(60 * MINUTE);
    await idsOf();

    await create('a');

    expect(await idsOf()).toEqual(['a']);
  });

  it('reads what is no longer live only now and then, and lists it late when it gets live all the same', async () => {
    const { lit, create, turn, idsOf, reads, time } = await aStreet();
    await lit.add('got', { id: 'a', version: 1 });
    await create('a');
    await turn('a', 'OFF');

    await idsOf();
    await idsOf();
    expect(reads()).toBe(1);
    await turn('a', 'ON');
    await time.advance(MINUTE);

    expect(await idsOf()).toEqual(['a']);
    expect(reads()).toBe(2);
  });

  it('forgets what is no longer live, but not at once: its writer may have lost a race', async () => {
    const { lit, create, turn, idsOf, rows, time } = await aStreet();
    await lit.add('got', { id: 'a', version: 1 });
    await create('a');
    await turn('a', 'OFF');

    await time.advance(10 * MINUTE);
    expect(await idsOf()).toEqual([]);
    expect(await rows()).toHaveLength(1);

    await time.advance(MINUTE);
    await idsOf();
    expect(await rows()).toEqual([]);
  });

  it('keeps what was noted anew while an old row is being forgotten', async () => {
    const { lit, create, turn, idsOf, rows, time } = await aStreet();
    await lit.add('got', { id: 'a', version: 1 });
    await create('a');
    await turn('a', 'OFF');
    await time.advance(11 * MINUTE);

    await lit.add('got', { id: 'a', version: 3 });
    await idsOf();
    await turn('a', 'ON');

    expect(await idsOf()).toEqual(['a']);
    expect((await rows()).map(({ version }) => version)).toEqual([3]);
  });
});
