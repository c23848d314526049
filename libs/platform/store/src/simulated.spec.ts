import { fakeEffects, type FakeEffects } from '@hansom/platform-context/testing';

import { int, text } from './columns.ts';
import { aggregate, contendedTable, table } from './definitions.ts';
import { OutcomeUnknown, StoreUnavailable } from './engine.ts';
import { type Fate, SimulatedStore } from './simulated.ts';

const notes = table({ name: 'notes', partition: { id: text() }, columns: { body: text() } });
const rides = aggregate({ name: 'rides', fields: {}, states: { OPEN: {} } });
const ranked = table({
  name: 'ranked',
  partition: { owner: text() },
  clustering: { rank: int() },
  columns: {},
});
const slots = contendedTable({
  name: 'slots',
  partition: { id: text() },
  columns: { holder: text(), n: int() },
});

function storeWith(fates: Fate[], effects: FakeEffects = fakeEffects()) {
  const store = new SimulatedStore({ clock: effects.clock, gate: () => fates.shift() ?? 'done' });
  return { store, engine: store.openAs('p1', 'booking') };
}

describe('SimulatedStore', () => {
  it('does not perform a write that is lost on the way', async () => {
    const { engine } = storeWith(['lost_before']);

    const put = engine.put(notes, { id: 'a', body: 'x' });

    await expect(put).rejects.toThrow(OutcomeUnknown);
    await expect(engine.get(notes, { id: 'a' }, 'plain')).resolves.toBeUndefined();
  });

  it('performs a write whose answer is lost', async () => {
    const { engine } = storeWith(['lost_after']);

    const put = engine.put(notes, { id: 'a', body: 'x' });

    await expect(put).rejects.toThrow(OutcomeUnknown);
    await expect(engine.get(notes, { id: 'a' }, 'plain')).resolves.toEqual({ id: 'a', body: 'x' });
  });

  it('tells that nothing was sent when it is unavailable', async () => {
    const { engine } = storeWith(['unavailable']);

    const put = engine.put(notes, { id: 'a', body: 'x' });

    await expect(put).rejects.toThrow(StoreUnavailable);
    await expect(engine.get(notes, { id: 'a' }, 'plain')).resolves.toBeUndefined();
  });

  it('evaluates the condition of a delayed write when it arrives', async () => {
    const { engine, store } = storeWith(['done', 'delayed', 'done']);
    await engine.insertIfAbsent(slots, { id: 's', holder: 'a', n: 1 });
    const change = { expect: { holder: 'a' }, set: { holder: 'b' } };
    await expect(engine.compareAndSet(slots, { id: 's' }, change)).rejects.toThrow(OutcomeUnknown);
    await engine.compareAndSet(slots, { id: 's' }, { expect: { holder: 'a' }, set: { holder: 'c' } });

    store.deliver(0);

    expect(store.inFlight).toEqual([]);
    await expect(engine.get(slots, { id: 's' }, 'serial')).resolves.toMatchObject({ holder: 'c' });
  });

  it('applies a delayed write that finds its condition true', async () => {
    const { engine, store } = storeWith(['delayed']);
    await expect(engine.insertIfAbsent(slots, { id: 's', holder: 'a', n: 1 })).rejects.toThrow(
      OutcomeUnknown,
    );
    const before = await engine.get(slots, { id: 's' }, 'serial');

    store.deliver(0);

    expect(before).toBeUndefined();
    await expect(engine.get(slots, { id: 's' }, 'serial')).resolves.toMatchObject({ holder: 'a' });
  });

  it('has no effect on a read, whatever becomes of it', async () => {
    const { engine, store } = storeWith(['delayed', 'lost_after', 'lost_before']);

    for (let i = 0; i < 3; i++) {
      await expect(engine.get(notes, { id: 'a' }, 'plain')).rejects.toThrow(OutcomeUnknown);
    }

    expect(store.inFlight).toEqual([]);
  });

  it('lets a stale plain read see the row before its last write, and a serial read never', async () => {
    const store = new SimulatedStore({ clock: fakeEffects().clock, staleReads: () => true });
    const engine = await store.open('booking');
    await engine.insertIfAbsent(slots, { id: 's', holder: 'a', n: 1 });
    await engine.compareAndSet(slots, { id: 's' }, { expect: { holder: 'a' }, set: { holder: 'b' } });

    const plain = await engine.get(slots, { id: 's' }, 'plain');
    const serial = await engine.get(slots, { id: 's' }, 'serial');

    expect([plain?.holder, serial?.holder]).toEqual(['a', 'b']);
  });

  it('performs an operation at the moment its gate resolves', async () => {
    const gates: (() => void)[] = [];
    const gate = () => new Promise<Fate>((resolve) => gates.push(() => resolve('done')));
    const store = new SimulatedStore({ clock: fakeEffects().clock, gate });
    const engine = store.openAs('p1', 'booking');
    const first = engine.insertIfAbsent(slots, { id: 's', holder: 'first', n: 1 });
    const second = engine.insertIfAbsent(slots, { id: 's', holder: 'second', n: 1 });

    gates[1]?.();
    await second;
    gates[0]?.();

    await expect(first).resolves.toMatchObject({ applied: false, current: { holder: 'second' } });
  });

  it('shows the gate who does what to which row', async () => {
    const seen: object[] = [];
    const gate = (operation: object): Fate => (seen.push(operation), 'done');
    const engine = new SimulatedStore({ clock: fakeEffects().clock, gate }).openAs('p1', 'booking');

    await engine.put(notes, { id: 'a', body: 'x' });
    await engine.get(slots, { id: 's' }, 'serial');
    await engine.insertIfAbsent(slots, { id: 's', holder: 'a', n: 1 });
    await engine.delete(notes, { id: 'a' });
    await engine.raiseFence(rides, 'r', { version: 0, fence: 0 });
    await engine.readEvent(rides, { id: 'r', version: 3 }, 'plain');
    await engine.readEvents(rides, 'r', { from: 1, to: 3 });
    await engine.range(notes, { partition: { id: 'a' }, limit: 1 });

    expect(seen).toEqual([
      expect.objectContaining({
        process: 'p1',
        service: 'booking',
        kind: 'put',
        target: 'notes',
        key: '{id:"a"}',
        writes: true,
        conditional: false,
      }),
      expect.objectContaining({ kind: 'get', target: 'slots', level: 'serial', writes: false }),
      expect.objectContaining({ kind: 'insertIfAbsent', writes: true, conditional: true }),
      expect.objectContaining({ kind: 'delete', writes: true, conditional: false }),
      expect.objectContaining({ kind: 'raiseFence', key: 'r', writes: true, conditional: true }),
      expect.objectContaining({ kind: 'readEvent', key: 'r#3', writes: false, conditional: false }),
      expect.objectContaining({ kind: 'readEvents', key: 'r', detail: { from: 1, to: 3 } }),
      expect.objectContaining({ kind: 'range', key: '{id:"a"}', detail: { limit: 1 } }),
    ]);
  });

  it('gives equal snapshots for equal contents, and other ones for what is still in flight', async () => {
    const a = storeWith([]);
    const b = storeWith(['done', 'done', 'delayed']);
    await a.engine.put(notes, { id: 'a', body: 'x' });
    await a.engine.put(notes, { id: 'b', body: 'y' });
    await b.engine.put(notes, { id: 'b', body: 'y' });
    await b.engine.put(notes, { id: 'a', body: 'x' });
    const equal = [a.store.snapshot(), b.store.snapshot()];

    await b.engine.delete(notes, { id: 'a' }).catch(() => undefined);

    expect(equal[0]).toBe(equal[1]);
    expect(b.store.snapshot()).not.toBe(equal[0]);
  });

  it('tells by its snapshot what it holds, where, and what stale reads would see', async () => {
    const clock = fakeEffects().clock;
    const snapshots = async (staleReads?: () => boolean): Promise<string[]> => {
      const store = new SimulatedStore({ clock, staleReads });
      const engine = await store.open('booking');
      const after: string[] = [];
      for (const body of ['x', 'y', 'x']) {
        await engine.put(notes, { id: 'a', body });
        after.push(store.snapshot());
      }
      await engine.delete(notes, { id: 'a' });
      return [...after, store.snapshot()];
    };

    const [x, y, again, gone] = await snapshots();
    const stale = await snapshots(() => true);

    expect(x).toBe('booking/notes\n["a\\u0000\\u0000",{columns:{body:"x"}}]');
    expect([y, again, gone]).toEqual([x?.replace('"x"', '"y"'), x, 'booking/notes\n']);
    expect(new Set(stale).size).toBe(4);
  });

  it('can only deliver what is in flight', async () => {
    const { engine, store } = storeWith(['delayed']);
    await engine.put(notes, { id: 'a', body: 'x' }).catch(() => undefined);
    expect(store.inFlight).toMatchObject([{ kind: 'put', key: '{id:"a"}' }]);

    expect(() => store.deliver(1)).toThrow(new RangeError('nothing is in flight at 1'));
  });
});

describe('an engine over records', () => {
  it('refuses the page of another query, and what is no page', async () => {
    const { engine } = storeWith([]);
    for (const rank of [1, 2, 3]) await engine.put(ranked, { owner: 'o', rank });
    const query = { partition: { owner: 'o' }, limit: 1 };
    const { next } = await engine.range(ranked, query);

    const other = engine.range(ranked, { ...query, partition: { owner: 'p' }, page: next });
    const before = engine.range(ranked, { ...query, partition: { owner: 'a' }, page: next });
    const beyond = engine.range(ranked, { ...query, before: { rank: 1 }, page: next });

    const none = engine.range(ranked, { ...query, page: 'hello' });

    for (const refused of [other, before, beyond, none]) {
      await expect(refused).rejects.toMatchObject({ kind: 'invalid_argument', fields: [{ field: 'page' }] });
    }
  });

  it('gives so many rows as are asked for, up to 1,000', async () => {
    const { engine } = storeWith([]);

    await expect(engine.range(ranked, { partition: { owner: 'o' }, limit: 1_000 })).resolves.toEqual({
      rows: [],
    });
  });

  it('sees a row to the end of its life, which a change without one keeps', async () => {
    const effects = fakeEffects();
    const { engine } = storeWith([], effects);
    const slot = { id: 's', holder: 'a', n: 1 };
    await engine.insertIfAbsent(slots, slot, { ttlMs: 1_000 });
    const read = () => engine.get(slots, { id: 's' }, 'serial');

    await engine.compareAndSet(slots, { id: 's' }, { expect: { n: 1 }, set: { n: 2 } });

    await effects.time.advance(1_000);
    await expect(read()).resolves.toEqual({ ...slot, n: 2 });
    await effects.time.advance(1);
    await expect(read()).resolves.toBeUndefined();
  });

  it('gives a row the life that a change gives it', async () => {
    const effects = fakeEffects();
    const { engine } = storeWith([], effects);
    await engine.insertIfAbsent(slots, { id: 's', holder: 'a', n: 1 }, { ttlMs: 1_000 });

    await engine.compareAndSet(slots, { id: 's' }, { expect: { n: 1 }, set: { n: 2 }, ttlMs: 5_000 });

    await effects.time.advance(5_000);
    await expect(engine.get(slots, { id: 's' }, 'serial')).resolves.toMatchObject({ n: 2 });
  });
});
