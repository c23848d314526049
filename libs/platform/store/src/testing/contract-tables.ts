import { type StoredRow } from '../index.ts';
import { entries, fresh, newerEntries, NOON, slots, values } from './contract-definitions.ts';
import { type OpenedStore } from './store-contract.ts';

export function tableContract(opened: () => OpenedStore): void {
  const engine = () => opened().engine;

  describe('a row of a plain table', () => {
    it('is absent until it is put', async () => {
      const row = await engine().get(entries, { owner: fresh('nobody'), rank: 1, label: 'a' }, 'plain');

      expect(row).toBeUndefined();
    });

    it('is read as it was put', async () => {
      const row = { owner: fresh('o'), rank: 1, label: 'a', body: 'hello', note: 'x' };

      await engine().put(entries, row);

      await expect(engine().get(entries, keyOf(row), 'plain')).resolves.toEqual(row);
    });

    it('exists when it has no more than its key', async () => {
      const key = { owner: fresh('o'), rank: 1, label: '' };

      await engine().put(entries, key);

      await expect(engine().get(entries, key, 'plain')).resolves.toEqual(key);
    });

    it('keeps the columns that a put leaves out and loses those given as undefined', async () => {
      const key = { owner: fresh('o'), rank: 1, label: 'a' };
      await engine().put(entries, { ...key, body: 'one', note: 'kept' });

      await engine().put(entries, { ...key, body: 'two' });
      const afterLeftOut = await engine().get(entries, key, 'plain');
      await engine().put(entries, { ...key, note: undefined });

      expect(afterLeftOut).toEqual({ ...key, body: 'two', note: 'kept' });
      await expect(engine().get(entries, key, 'plain')).resolves.toEqual({ ...key, body: 'two' });
    });

    it('keeps columns that the writing definition does not know', async () => {
      const key = { owner: fresh('o'), rank: 1, label: 'a' };
      await engine().put(newerEntries, { ...key, body: 'one', colour: 'red' });

      await engine().put(entries, { ...key, body: 'two' });

      await expect(engine().get(entries, key, 'plain')).resolves.toEqual({ ...key, body: 'two' });
      const newer = await engine().get(newerEntries, key, 'plain');
      expect(newer).toEqual({ ...key, body: 'two', colour: 'red' });
    });

    it('is gone when it is deleted, and deleting what is not there does nothing', async () => {
      const key = { owner: fresh('o'), rank: 1, label: 'a' };
      await engine().put(entries, { ...key, body: 'x' });

      await engine().delete(entries, key);
      await engine().delete(entries, key);

      await expect(engine().get(entries, key, 'plain')).resolves.toBeUndefined();
    });

    it('starts anew after it was deleted', async () => {
      const key = { owner: fresh('o'), rank: 1, label: 'a' };
      await engine().put(entries, { ...key, body: 'x', note: 'old' });
      await engine().delete(entries, key);

      await engine().put(entries, { ...key, body: 'y' });

      await expect(engine().get(entries, key, 'plain')).resolves.toEqual({ ...key, body: 'y' });
    });

    it('belongs to one service', async () => {
      const key = { owner: fresh('o'), rank: 1, label: 'a' };

      await engine().put(entries, { ...key, body: 'mine' });

      await expect(opened().other.get(entries, key, 'plain')).resolves.toBeUndefined();
      const theirs = await opened().other.range(entries, { partition: { owner: key.owner }, limit: 10 });
      expect(theirs.rows).toEqual([]);
    });

    it('is not changed by what its writer does with the values afterwards', async () => {
      const id = fresh('v');
      const bytes = new Uint8Array([1, 2, 3]);
      await engine().put(values, { id, a_blob: bytes });

      bytes.fill(9);

      const row = await engine().get(values, { id }, 'plain');
      expect(row?.a_blob).toEqual(new Uint8Array([1, 2, 3]));
    });
  });

  describe('a time to live', () => {
    it('disposes of a row, but not before', async () => {
      const key = { owner: fresh('o'), rank: 1, label: 'a' };
      await engine().put(entries, { ...key, body: 'x' }, { ttlMs: 2_000 });
      const before = await engine().get(entries, key, 'plain');

      await opened().pass(3_100);

      expect(before).toBeDefined();
      await expect(engine().get(entries, key, 'plain')).resolves.toBeUndefined();
      const page = await engine().range(entries, { partition: { owner: key.owner }, limit: 10 });
      expect(page.rows).toEqual([]);
    });

    it('starts again with every write of the row', async () => {
      const row = { owner: fresh('o'), rank: 1, label: 'a', body: 'x' };
      await engine().put(entries, row, { ttlMs: 2_000 });
      await opened().pass(1_000);

      await engine().put(entries, row, { ttlMs: 4_000 });
      await opened().pass(2_000);

      await expect(engine().get(entries, keyOf(row), 'plain')).resolves.toEqual(row);
    });

    it('leaves nothing behind for the next row of that key', async () => {
      const key = { owner: fresh('o'), rank: 1, label: 'a' };
      await engine().put(entries, { ...key, body: 'x', note: 'old' }, { ttlMs: 1_000 });
      await opened().pass(2_100);

      await engine().put(entries, { ...key, body: 'y' });

      await expect(engine().get(entries, key, 'plain')).resolves.toEqual({ ...key, body: 'y' });
    });

    it('is a whole number of milliseconds above 0', async () => {
      const row = { owner: fresh('o'), rank: 1, label: 'a', body: 'x' };

      for (const ttlMs of [0, -1, 1.5, Number.NaN]) {
        await expect(engine().put(entries, row, { ttlMs })).rejects.toThrow(TypeError);
      }
    });
  });

  describe('a value', () => {
    const cases: [string, StoredRow][] = [
      ['an empty text', { a_text: '' }],
      ['a text beyond the basic plane and with a zero', { a_text: 'taxi 🚕 \u0000 ß' }],
      ['the least int', { an_int: -(2 ** 31) }],
      ['the greatest int', { an_int: 2 ** 31 - 1 }],
      ['the least bigint', { a_bigint: -(2n ** 63n) }],
      ['the greatest bigint', { a_bigint: 2n ** 63n - 1n }],
      ['a small bigint', { a_bigint: 0n }],
      ['a fraction', { a_double: 0.1 }],
      ['a negative zero', { a_double: -0 }],
      ['an infinity', { a_double: -Infinity }],
      ['false', { a_boolean: false }],
      ['an empty blob', { a_blob: new Uint8Array() }],
      ['bytes', { a_blob: Uint8Array.from({ length: 256 }, (_, i) => i) }],
      ['a time', { a_timestamp: NOON }],
      ['a time before 1970', { a_timestamp: -1 }],
      ['a list with an empty text', { a_list: ['', 'b', ''] }],
    ];
    it.each(cases)('comes back as it was put: %s', async (_, columns) => {
      const id = fresh('v');

      await engine().put(values, { id, ...columns });

      await expect(engine().get(values, { id }, 'plain')).resolves.toEqual({ id, ...columns });
    });

    it('is null when it is an empty list', async () => {
      const id = fresh('v');
      await engine().put(values, { id, a_list: ['x'] });

      await engine().put(values, { id, a_list: [] });

      await expect(engine().get(values, { id }, 'plain')).resolves.toEqual({ id });
    });

    const wrong: [string, StoredRow][] = [
      ['a number for a text', { a_text: 1 }],
      ['half a surrogate pair', { a_text: '\ud83d' }],
      ['an int of 33 bits', { an_int: 2 ** 31 }],
      ['a fraction for an int', { an_int: 1.5 }],
      ['a bigint of 65 bits', { a_bigint: 2n ** 63n }],
      ['a number for a bigint', { a_bigint: 1 }],
      ['not a number', { a_double: Number.NaN }],
      ['a text for a boolean', { a_boolean: 'true' }],
      ['a text for a blob', { a_blob: 'x' }],
      ['a fraction of a millisecond', { a_timestamp: 1.5 }],
      ['a list with half a surrogate pair', { a_list: ['\udc00'] }],
      ['a column that is not defined', { a_colour: 'red' }],
    ];
    it.each(wrong)('is refused by name before it is sent: %s', async (_, columns) => {
      const id = fresh('v');

      const put = engine().put(values, { id, ...columns });

      await expect(put).rejects.toThrow(TypeError);
      await expect(put).rejects.toThrow(`contract_values.${Object.keys(columns)[0]}`);
      await expect(engine().get(values, { id }, 'plain')).resolves.toBeUndefined();
    });
  });

  describe('a key', () => {
    it('is whole, has no other column, and an id in it is not empty', async () => {
      const bad = [{}, { id: undefined }, { id: '' }, { id: 1 }, { id: 'x', a_text: 'y' }];

      for (const key of bad) {
        await expect(engine().get(values, key, 'plain')).rejects.toThrow(TypeError);
      }
    });

    it('is at most 1,024 bytes', async () => {
      const get = engine().get(values, { id: 'x'.repeat(1_025) }, 'plain');

      await expect(get).rejects.toThrow(TypeError);
    });
  });

  it('refuses plain writes of a contended table, and serial reads and conditional writes of a plain one', async () => {
    const slot = { id: fresh('s'), holder: 'a', turn: 1 };
    const entry = { owner: fresh('o'), rank: 1, label: 'a', body: 'x' };
    const change = { expect: { body: 'x' }, set: { body: 'y' } };

    await expect(engine().put(slots, slot)).rejects.toThrow(TypeError);
    await expect(engine().delete(slots, { id: slot.id })).rejects.toThrow(TypeError);
    await expect(engine().get(entries, keyOf(entry), 'serial')).rejects.toThrow(TypeError);
    await expect(engine().insertIfAbsent(entries, entry)).rejects.toThrow(TypeError);
    await expect(engine().compareAndSet(entries, keyOf(entry), change)).rejects.toThrow(TypeError);
  });
}

function keyOf({ owner, rank, label }: { owner: string; rank: number; label: string }): StoredRow {
  return { owner, rank, label };
}
