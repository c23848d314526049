import { fakeEffects, type FakeEffects, FakeTime } from '@hansom/platform-context/testing';
import { later } from '@hansom/platform-context';
import { intentionTables } from '@hansom/platform-schedule';
import { inMemoryAggregates } from '@hansom/platform-schedule/testing';
import { aggregate, claimTable, holderOf, openTable, text } from '@hansom/platform-store';
import { describeWithCassandra } from '@hansom/testing-stores';

import { type CassandraStore, openCassandraStore } from '../src/index.ts';
import { keepsOf, optionsFor } from './specs-store.ts';

const hold = aggregate({
  name: 'hold',
  fields: { guest: text() },
  states: { HELD: {}, EXPIRED: { terminal: true, freesClaims: true } },
});
const places = claimTable('places');
const keeps = keepsOf([hold, ...intentionTables('hold'), places]);
const expire = () => ({ to: 'EXPIRED' as const });

describeWithCassandra('aggregates on Cassandra', (cassandra) => {
  let time: FakeTime;
  let store: CassandraStore;

  beforeAll(async () => {
    store = await openCassandraStore(optionsFor(cassandra()));
  });
  afterAll(() => store.close());
  beforeEach(() => {
    time = new FakeTime();
  });

  /** A process of a service of that name, which other cases do not share. */
  async function aProcess(service: string, seed: number) {
    const effects: FakeEffects = fakeEffects({ time, seed });
    const engine = await store.open(service, keeps);
    const options = { service, aggregate: hold, timers: { expire }, engine, effects };
    const kit = await inMemoryAggregates(options);
    return { ...kit, holds: kit.aggregates, places: openTable(engine, places, effects) };
  }

  const aHold = () => ({
    to: 'HELD' as const,
    set: { guest: 'anna' },
    command: 'c1',
    timers: [{ name: 'expire', due: later(time.clock.now(), 120_000) }],
  });

  it('have their commands, events and timers when their process died before it published', async () => {
    const before = await aProcess('dying', 1);
    before.sink.refuse(() => true);
    await before.holds.create('h1', aHold());
    await before.holds.close();
    const after = await aProcess('dying', 2);

    const again = await after.holds.create('h1', aHold());
    await time.advance(120_000);
    await after.runDue();

    expect(again).toMatchObject({ outcome: 'repeated', state: { version: 1, state: 'HELD' } });
    expect(await after.holds.get('h1')).toMatchObject({ version: 2, state: 'EXPIRED' });
    expect([...after.sink.versionsOf('h1')].sort()).toEqual([1, 2]);
    await after.holds.close();
  });

  it('take a claim over from a creator that did not come, which can then never come', async () => {
    const { holds, places: claims } = await aProcess('claiming', 1);
    await claims.insertIfAbsent({ key: 'seat-1', holder: 'h1', claimed_at: time.clock.now() });
    const onSeat = { ...aHold(), claims: [{ table: claims, key: 'seat-1' }] };
    const early = await holds.create('h2', onSeat);

    await time.advance(30_000);
    const taken = await holds.create('h3', onSeat);
    const late = await holds.create('h1', aHold());

    expect([early.outcome, taken.outcome, late.outcome]).toEqual(['claimed', 'applied', 'refused']);
    expect(late).toMatchObject({ refusal: { code: 'claiming.abandoned' } });
    expect(await holderOf(claims, 'seat-1')).toBe('h3');
    await holds.close();
  });
});
