import { fakeEffects, type FakeEffects } from '@hansom/platform-context/testing';

import { int, text } from './columns.ts';
import { contendedTable, table } from './definitions.ts';
import { OutcomeUnknown, StoreUnavailable } from './engine.ts';
import { type Fate, SimulatedStore } from './simulated.ts';

const notes = table({ name: 'notes', partition: { id: text() }, columns: { body: text() } });
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
});
