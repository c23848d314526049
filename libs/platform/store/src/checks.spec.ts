import { fakeEffects } from '@hansom/platform-context/testing';

import { blob, int, optional, text, textList } from './columns.ts';
import { aggregate, contendedTable, table } from './definitions.ts';
import { type Engine } from './engine.ts';
import { encodeKey } from './keys.ts';
import { SimulatedStore } from './simulated.ts';
import { aBatch, anEvent } from './testing/contract-definitions.ts';

const notes = table({
  name: 'notes',
  partition: { owner: text(), hash: blob() },
  clustering: { rank: int(), label: text() },
  columns: { body: optional(text()) },
});
const slots = contendedTable({ name: 'slots', partition: { id: text() }, columns: { turn: int() } });
const rides = aggregate({ name: 'rides', fields: {}, states: { OPEN: {} } });
const hash = Uint8Array.of(1);
const note = { owner: 'o', hash, rank: 1, label: 'a' };

/** What is wrong with it, in the words that whoever wrote the code reads. */
describe('a call that no engine could keep true', () => {
  it.each<[string, (engine: Engine) => Promise<unknown>]>([
    ['notes.label: missing', (engine) => engine.get(notes, { owner: 'o', hash, rank: 1 }, 'plain')],
    ['notes.owner: empty in a partition key', (engine) => engine.put(notes, { ...note, owner: '' })],
    [
      'notes.hash: empty in a partition key',
      (engine) => engine.put(notes, { ...note, hash: new Uint8Array() }),
    ],
    [
      'notes.rank: missing before a later clustering column',
      (engine) => engine.range(notes, { partition: { owner: 'o', hash }, from: { label: 'a' }, limit: 1 }),
    ],
    [
      'limit 1001 is not 1..1000',
      (engine) => engine.range(notes, { partition: { owner: 'o', hash }, limit: 1_001 }),
    ],
    [
      'a time to live of 0.5 ms is not a whole number above 0',
      (engine) => engine.put(notes, note, { ttlMs: 0.5 }),
    ],
    ['notes is written by put and delete only', (engine) => engine.insertIfAbsent(notes, note)],
    [
      'slots is written by insertIfAbsent and compareAndSet only',
      (engine) => engine.put(slots, { id: 's', turn: 1 }),
    ],
    [
      'slots: a condition needs at least one column that is not null',
      (engine) => engine.compareAndSet(slots, { id: 's' }, { expect: { turn: undefined }, set: { turn: 1 } }),
    ],
    ['rides.id: empty in a partition key', (engine) => engine.readState(rides, '', 'plain')],
    [
      'rides.fence: not a value of kind int',
      (engine) => engine.raiseFence(rides, 'r', { version: 0, fence: 0.5 }),
    ],
    [
      'rides.version: not the next one, 1',
      (engine) => engine.commit(rides, aBatch('r', 0, { event: anEvent(2) })),
    ],
    [
      'rides.fence: raised by raiseFence only',
      (engine) => engine.commit(rides, aBatch('r', 0, { state: { version: 1, fence: 1 } })),
    ],
    ['a key of 1025 bytes is above 1024', async () => encodeKey({ k: text() }, { k: 'x'.repeat(1_023) })],
    ['column k cannot be part of a key', async () => encodeKey({ k: textList() }, { k: ['x'] })],
  ])('is refused before it is sent: %s', async (message, call) => {
    const gate = jest.fn(() => 'done' as const);
    const engine = await new SimulatedStore({ clock: fakeEffects().clock, gate }).open('booking');

    await expect(call(engine)).rejects.toThrow(new TypeError(message));

    expect(gate).not.toHaveBeenCalled();
  });

  it('is one about a name that engines cannot have', () => {
    const definition = { name: 'notes', partition: { Owner: text() }, columns: {} };

    expect(() => table(definition)).toThrow(
      new TypeError('notes: Owner is not a snake_case name of at most 48 characters'),
    );
  });
});
