import { fakeEffects } from '@hansom/platform-context/testing';

import { int, optional, text, textList } from './columns.ts';
import { contendedTable, table } from './definitions.ts';
import { openTable } from './open-table.ts';
import { SimulatedStore } from './simulated.ts';

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
const row = { id: 's', holder: 'ann', turn: 1 };
const notes1 = { name: 'notes', partition: { owner: text() }, clustering: { rank: int() } };

function opened(staleReads?: () => boolean) {
  const effects = fakeEffects();
  const gate = jest.fn(() => 'done' as const);
  const engine = new SimulatedStore({ clock: effects.clock, gate, staleReads }).openAs('p', 'booking');
  return { gate, engine, notes: openTable(engine, notes), slots: openTable(engine, slots, effects) };
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
    const { notes, gate } = opened();
    const row = { owner: 'o', rank: 1, body: 'x', tags: [] };

    // What the types forbid can still come from code that was not checked.
    const missing = notes.put({ ...row, body: undefined } as never);
    const unknown = notes.put({ ...row, size: 1 } as never);
    const wrong = notes.put({ ...row, rank: 'first' } as never);

    await expect(missing).rejects.toThrow(new TypeError('notes.body: missing'));
    await expect(unknown).rejects.toThrow(new TypeError('notes.size: no such column here'));
    await expect(wrong).rejects.toThrow(new TypeError('notes.rank: not a value of kind int'));
    expect(gate).not.toHaveBeenCalled();
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

  it('may be read stale; a contended one only when that is asked for', async () => {
    const { notes, slots } = opened(() => true);
    await notes.put({ owner: 'o', rank: 1, body: 'x', tags: [] });
    await slots.insertIfAbsent(row);

    const stale = [await notes.get({ owner: 'o', rank: 1 }), await slots.get({ id: 's' }, 'plain')];

    expect(stale).toEqual([undefined, undefined]);
    await expect(slots.get({ id: 's' })).resolves.toEqual(row);
    await expect(slots.range({ partition: { id: 's' }, limit: 1 })).resolves.toEqual({ rows: [] });
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
