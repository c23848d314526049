import { fakeEffects } from '@hansom/platform-context/testing';

import { int, optional, text, textList } from './columns.ts';
import { contendedTable, table } from './definitions.ts';
import { OutcomeUnknown, StoreUnavailable } from './engine.ts';
import { openTable } from './open-table.ts';
import { type Operation } from './operation.ts';
import { budgetOf } from './settle.ts';
import { type Fate, SimulatedStore } from './simulated.ts';

const notes = table({
  name: 'notes',
  partition: { owner: text() },
  clustering: { rank: int() },
  columns: { body: text(), tags: textList(), colour: optional(text()) },
});
const oldNotes = table({
  name: 'notes',
  partition: { owner: text() },
  clustering: { rank: int() },
  columns: { tags: textList() },
});
const slots = contendedTable({
  name: 'slots',
  partition: { id: text() },
  columns: { holder: text(), turn: int(), note: optional(text()) },
});

function opened(fates: Fate[] = []) {
  const effects = fakeEffects();
  const seen: Operation[] = [];
  const gate = (operation: Operation): Fate => {
    seen.push(operation);
    return fates.shift() ?? 'done';
  };
  const store = new SimulatedStore({ clock: effects.clock, gate });
  const engine = store.openAs('p', 'booking');
  return {
    effects,
    seen,
    store,
    engine,
    notes: openTable(engine, notes),
    slots: openTable(engine, slots, effects),
  };
}

/** Lets time pass until the promise has settled. */
async function inTime<T>(effects: ReturnType<typeof fakeEffects>, promise: Promise<T>): Promise<T> {
  let done = false;
  const watched = promise.finally(() => (done = true));
  watched.catch(() => undefined);
  while (!done) await effects.time.advance(50);
  return watched;
}

describe('a plain table', () => {
  it('reads rows as they were put, lists never missing', async () => {
    const { notes } = opened();
    await notes.put({ owner: 'o', rank: 1, body: 'x', tags: [] });
    await notes.put({ owner: 'o', rank: 2, body: 'y', tags: ['a'], colour: 'red' });

    const row = await notes.get({ owner: 'o', rank: 1 });
    const page = await notes.range({ partition: { owner: 'o' }, from: { rank: 2 }, limit: 5 });

    expect(row).toEqual({ owner: 'o', rank: 1, body: 'x', tags: [] });
    expect(page).toEqual({ rows: [{ owner: 'o', rank: 2, body: 'y', tags: ['a'], colour: 'red' }] });
  });

  it('deletes', async () => {
    const { notes } = opened();
    await notes.put({ owner: 'o', rank: 1, body: 'x', tags: [] });

    await notes.delete({ owner: 'o', rank: 1 });

    await expect(notes.get({ owner: 'o', rank: 1 })).resolves.toBeUndefined();
  });

  it('names what is wrong with a row, and sends nothing', async () => {
    const { notes, seen } = opened();
    const row = { owner: 'o', rank: 1, body: 'x', tags: [] };

    // What the types forbid can still come from code that was not checked.
    const missing = notes.put({ ...row, body: undefined } as never);
    const unknown = notes.put({ ...row, size: 1 } as never);
    const wrong = notes.put({ ...row, rank: 'first' } as never);

    await expect(missing).rejects.toThrow(new TypeError('notes.body: missing'));
    await expect(unknown).rejects.toThrow(new TypeError('notes.size: no such column here'));
    await expect(wrong).rejects.toThrow(new TypeError('notes.rank: not a value of kind int'));
    expect(seen).toEqual([]);
  });

  it('throws when a stored row lacks a required column', async () => {
    const { engine, notes } = opened();
    await openTable(engine, oldNotes).put({ owner: 'o', rank: 1, tags: ['a'] });

    await expect(notes.get({ owner: 'o', rank: 1 })).rejects.toThrow('notes.body: missing in a stored row');
    const range = notes.range({ partition: { owner: 'o' }, limit: 1 });
    await expect(range).rejects.toThrow('notes.body: missing in a stored row');
  });

  it('throws when a stored value is of another kind', async () => {
    const { engine, notes } = opened();
    const renamed = table({ ...notes1, columns: { body: int(), tags: textList() } });
    await openTable(engine, renamed).put({ owner: 'o', rank: 1, body: 5, tags: [] });

    const get = notes.get({ owner: 'o', rank: 1 });

    await expect(get).rejects.toThrow('notes.body: stored value is not of kind text');
  });

  it('has no conditional writes, and a contended table no plain ones', () => {
    const { notes, slots } = opened();

    expect(Object.keys(notes).sort()).toEqual(['delete', 'get', 'put', 'range']);
    expect(Object.keys(slots).sort()).toEqual(['compareAndSet', 'get', 'insertIfAbsent', 'range']);
    // @ts-expect-error a put on a contended table does not compile
    expect(slots.put).toBeUndefined();
  });

  it('cannot be opened contended without what settling takes', () => {
    const { engine } = opened();

    expect(() => openTable(engine, slots as never)).toThrow('slots is contended');
  });
});

const notes1 = { name: 'notes', partition: { owner: text() }, clustering: { rank: int() } };
const row = { id: 's', holder: 'ann', turn: 1 };

describe('a settled insert', () => {
  it('is applied, or told who is there', async () => {
    const { slots } = opened();

    const first = await slots.insertIfAbsent(row);
    const second = await slots.insertIfAbsent({ ...row, holder: 'bob' });

    expect(first).toEqual({ applied: true });
    expect(second).toEqual({ applied: false, current: row });
  });

  it.each<[string, Fate[], number]>([
    ['arrived though its answer was lost', ['lost_after'], 2],
    ['was lost: it is sent again', ['lost_before', 'done', 'done', 'done'], 4],
    ['was never sent: the next is a first send', ['unavailable', 'unavailable', 'done'], 3],
    ['cannot be read for a while', ['lost_after', 'unavailable', 'lost_before', 'done'], 4],
  ])('is applied once when it %s', async (_, fates, operations) => {
    const { effects, slots, seen } = opened(fates);

    const answer = await inTime(effects, slots.insertIfAbsent(row));

    expect(answer).toEqual({ applied: true });
    expect(seen).toHaveLength(operations);
  });

  it("is told another's when that one came first, whatever the answers", async () => {
    const { effects, engine, slots } = opened(['done', 'lost_after', 'lost_before', 'done']);
    await engine.insertIfAbsent(slots1, { ...row, holder: 'bob' });

    const answer = await inTime(effects, slots.insertIfAbsent(row));

    expect(answer).toEqual({ applied: false, current: { ...row, holder: 'bob' } });
  });

  it('is unknown when time is up, never a failure', async () => {
    const { effects, slots } = opened(Array.from({ length: 100 }, () => 'lost_before'));

    const answer = inTime(effects, slots.insertIfAbsent(row));

    await expect(answer).rejects.toThrow(OutcomeUnknown);
    await expect(answer).rejects.toMatchObject({ kind: 'outcome_unknown', code: 'store.outcome_unknown' });
  });

  it('is unavailable when nothing could be sent in time', async () => {
    const { effects, slots } = opened(Array.from({ length: 1_000 }, () => 'unavailable'));

    const answer = inTime(effects, slots.insertIfAbsent(row, { budget: budgetOf(effects, 200) }));

    await expect(answer).rejects.toThrow(StoreUnavailable);
    expect(effects.monotonic.now()).toBeLessThan(300);
  });
});

const slots1 = slots;

describe('a settled change', () => {
  const change = { expect: { turn: 1 }, set: { turn: 2, holder: 'bob' } };

  it('is applied, or told what is there in full', async () => {
    const { slots } = opened();
    await slots.insertIfAbsent({ ...row, note: 'n' });

    const first = await slots.compareAndSet({ id: 's' }, change);
    const second = await slots.compareAndSet({ id: 's' }, change);
    const missing = await slots.compareAndSet({ id: 'other' }, change);

    const current = { id: 's', holder: 'bob', turn: 2, note: 'n' };
    expect(first).toEqual({ applied: true });
    expect(second).toEqual({ applied: false, current });
    expect(missing).toEqual({ applied: false, current: undefined });
  });

  it.each<[string, Fate[]]>([
    ['arrived though its answer was lost', ['done', 'lost_after']],
    ['was lost and is sent again', ['done', 'lost_before', 'done', 'done']],
    [
      'was lost, and so was the answer to the second',
      ['done', 'lost_before', 'done', 'lost_after', 'lost_before'],
    ],
  ])('is applied when it %s', async (_, fates) => {
    const { effects, slots } = opened(fates);
    await slots.insertIfAbsent(row);

    const answer = await inTime(effects, slots.compareAndSet({ id: 's' }, change));

    expect(answer).toEqual({ applied: true });
    await expect(slots.get({ id: 's' })).resolves.toEqual({ id: 's', holder: 'bob', turn: 2 });
  });

  it('does no harm when a delayed one arrives after all', async () => {
    const { effects, slots, store } = opened(['done', 'delayed']);
    await slots.insertIfAbsent(row);
    await inTime(effects, slots.compareAndSet({ id: 's' }, change));
    await slots.compareAndSet({ id: 's' }, { expect: { turn: 2 }, set: { turn: 3 } });

    store.deliver(0);

    await expect(slots.get({ id: 's' })).resolves.toEqual({ id: 's', holder: 'bob', turn: 3 });
  });

  it('tells a definite refusal as such even when the row cannot be read at first', async () => {
    const { effects, slots } = opened(['done', 'done', 'lost_before', 'unavailable', 'done']);
    await slots.insertIfAbsent({ ...row, turn: 7 });

    const answer = await inTime(effects, slots.compareAndSet({ id: 's' }, change));

    expect(answer).toEqual({ applied: false, current: { ...row, turn: 7 } });
  });

  it('must leave its own condition behind, or it could not be settled', async () => {
    const { slots } = opened();

    const same = slots.compareAndSet({ id: 's' }, { expect: { turn: 1 }, set: { turn: 1, holder: 'bob' } });
    const beside = slots.compareAndSet({ id: 's' }, { expect: { turn: 1 }, set: { holder: 'bob' } });

    await expect(same).rejects.toThrow(TypeError);
    await expect(beside).rejects.toThrow(TypeError);
  });

  it('cannot make a required column null', async () => {
    const { slots } = opened();

    const answer = slots.compareAndSet(
      { id: 's' },
      { expect: { turn: 1 }, set: { turn: 2, holder: undefined } },
    );

    await expect(answer).rejects.toThrow(new TypeError('slots.holder: required, cannot become null'));
  });
});
