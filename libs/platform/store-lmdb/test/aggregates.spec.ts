import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { later } from '@hansom/platform-context';
import { type FakeEffects, fakeEffects, FakeTime } from '@hansom/platform-context/testing';
import { inMemoryAggregates } from '@hansom/platform-schedule/testing';
import { aggregate, claimTable, holderOf, openTable, type Store, text } from '@hansom/platform-store';

import { openLmdbStore } from '../src/index.ts';

const hold = aggregate({
  name: 'hold',
  fields: { guest: text() },
  states: { HELD: {}, EXPIRED: { terminal: true, freesClaims: true } },
});
const places = claimTable('places');
const expire = () => ({ to: 'EXPIRED' as const });

describe('aggregates on lmdb', () => {
  let folder: string;
  let time: FakeTime;
  let store: Store;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'hansom-lmdb-'));
    time = new FakeTime();
    store = openLmdbStore({ path: folder, clock: time.clock, timers: time.timers });
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A process of the service on the store as it is now. */
  async function aProcess(seed: number) {
    const effects: FakeEffects = fakeEffects({ time, seed });
    const engine = await store.open('sample');
    const options = { service: 'sample', aggregate: hold, timers: { expire }, engine, effects };
    const kit = await inMemoryAggregates(options);
    return { ...kit, holds: kit.aggregates, places: openTable(engine, places, effects) };
  }

  const aHold = () => ({
    to: 'HELD' as const,
    set: { guest: 'anna' },
    command: 'c1',
    timers: [{ name: 'expire', due: later(time.clock.now(), 120_000) }],
  });

  it('have their commands, events and timers when the store is opened again', async () => {
    const before = await aProcess(1);
    before.sink.refuse(() => true); // it never came to publish
    await before.holds.create('h1', aHold());
    await before.holds.close();
    await store.close();
    store = openLmdbStore({ path: folder, clock: time.clock, timers: time.timers });
    const after = await aProcess(2);

    const again = await after.holds.create('h1', aHold());
    await time.advance(120_000);
    await after.runDue();

    expect(again).toMatchObject({ outcome: 'repeated', state: { version: 1, state: 'HELD' } });
    expect(await after.holds.get('h1')).toMatchObject({ version: 2, state: 'EXPIRED' });
    expect([...after.sink.versionsOf('h1')].sort()).toEqual([1, 2]);
    await after.holds.close();
  });

  it('take a claim over from a creator that did not come, which can then never come', async () => {
    const { holds, places: claims } = await aProcess(1);
    await claims.insertIfAbsent({ key: 'seat-1', holder: 'h1', claimed_at: time.clock.now() });
    const onSeat = { ...aHold(), claims: [{ table: claims, key: 'seat-1' }] };
    const early = await holds.create('h2', onSeat);

    await time.advance(30_000);
    const taken = await holds.create('h3', onSeat);
    const late = await holds.create('h1', aHold());

    expect([early.outcome, taken.outcome, late.outcome]).toEqual(['claimed', 'applied', 'refused']);
    expect(late).toMatchObject({ refusal: { code: 'sample.abandoned' } });
    expect(await holderOf(claims, 'seat-1')).toBe('h3');
    await holds.close();
  });
});
