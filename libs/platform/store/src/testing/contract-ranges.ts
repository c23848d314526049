import { type RangeQuery, type StoredRow, type TableDefinition } from '../index.ts';
import { entries, fresh, ordered } from './contract-definitions.ts';
import { type OpenedStore } from './store-contract.ts';

/** A range that goes round in circles fails. */
const MOST_PAGES = 100;

export function rangeContract(opened: () => OpenedStore): void {
  const engine = () => opened().engine;

  async function partitionOf(...keys: [number, string][]): Promise<string> {
    const owner = fresh('o');
    for (const [rank, label] of keys)
      await engine().put(entries, { owner, rank, label, body: `${rank}${label}` });
    return owner;
  }

  /** All pages, however the engine cuts them. */
  async function all(
    query: Omit<RangeQuery, 'page'>,
    table: TableDefinition = entries,
  ): Promise<StoredRow[]> {
    const rows: StoredRow[] = [];
    let page: string | undefined;
    for (let pages = 0; pages < MOST_PAGES; pages++) {
      const answer = await engine().range(table, { ...query, page });
      expect(answer.rows.length).toBeLessThanOrEqual(query.limit);
      rows.push(...answer.rows);
      page = answer.next;
      if (page === undefined) return rows;
    }
    throw new Error(`more than ${MOST_PAGES} pages`);
  }

  const bodies = (rows: StoredRow[]) => rows.map((row) => row.body);

  describe('a range', () => {
    it('is the rows of one partition by clustering key, column by column', async () => {
      const owner = await partitionOf([2, 'a'], [-1, 'b'], [1, 'b'], [1, 'a']);
      await partitionOf([1, 'of another']);

      const rows = await all({ partition: { owner }, limit: 10 });

      expect(bodies(rows)).toEqual(['-1b', '1a', '1b', '2a']);
      expect(rows[0]).toEqual({ owner, rank: -1, label: 'b', body: '-1b' });
    });

    it('is empty where nothing is', async () => {
      await expect(all({ partition: { owner: fresh('nobody') }, limit: 10 })).resolves.toEqual([]);
    });

    it('does not see a partition whose name goes on after the same letters', async () => {
      const owner = await partitionOf([1, 'a']);
      await engine().put(entries, { owner: `${owner}x`, rank: 1, label: 'a', body: 'longer' });
      await engine().put(entries, { owner: `${owner}\u0000`, rank: 1, label: 'a', body: 'zero' });

      expect(bodies(await all({ partition: { owner }, limit: 10 }))).toEqual(['1a']);
    });

    it.each([
      ['from a whole key, included', { from: { rank: 1, label: 'b' } }, ['1b', '2a', '2b', '3a']],
      ['from a leading part', { from: { rank: 2 } }, ['2a', '2b', '3a']],
      ['before a whole key, excluded', { before: { rank: 2, label: 'b' } }, ['1a', '1b', '2a']],
      ['before a leading part', { before: { rank: 2 } }, ['1a', '1b']],
      ['between both', { from: { rank: 1, label: 'b' }, before: { rank: 3 } }, ['1b', '2a', '2b']],
      ['of nothing', { from: { rank: 3 }, before: { rank: 2 } }, []],
      [
        'backwards',
        { from: { rank: 1, label: 'b' }, before: { rank: 3 }, reverse: true },
        ['2b', '2a', '1b'],
      ],
      ['backwards without bounds', { reverse: true }, ['3a', '2b', '2a', '1b', '1a']],
    ])('goes %s', async (_, bounds, expected) => {
      const owner = await partitionOf([1, 'a'], [1, 'b'], [2, 'a'], [2, 'b'], [3, 'a']);

      const rows = await all({ partition: { owner }, limit: 10, ...bounds });

      expect(bodies(rows)).toEqual(expected);
    });

    it.each([1, 2, 3, 5, 6])('comes in pages of %i, forwards and backwards, each row once', async (limit) => {
      const owner = await partitionOf([1, 'a'], [2, 'a'], [3, 'a'], [4, 'a'], [5, 'a']);

      const up = await all({ partition: { owner }, limit });
      const down = await all({ partition: { owner }, limit, reverse: true, before: { rank: 5 } });

      expect(bodies(up)).toEqual(['1a', '2a', '3a', '4a', '5a']);
      expect(bodies(down)).toEqual(['4a', '3a', '2a', '1a']);
    });

    it('goes on after a row that was deleted since', async () => {
      const owner = await partitionOf([1, 'a'], [2, 'a'], [3, 'a']);
      const first = await engine().range(entries, { partition: { owner }, limit: 1 });

      await engine().delete(entries, { owner, rank: 1, label: 'a' });

      const rest = await engine().range(entries, { partition: { owner }, limit: 10, page: first.next });
      expect(bodies(rest.rows)).toEqual(['2a', '3a']);
    });

    it('is of 1 to 1,000 rows', async () => {
      for (const limit of [0, -1, 1_001, 1.5, Number.NaN]) {
        const range = engine().range(entries, { partition: { owner: 'o' }, limit });
        await expect(range).rejects.toThrow(TypeError);
      }
    });

    it('refuses half a partition key and a clustering column without the one before it', async () => {
      const partition = { owner: fresh('o') };

      await expect(engine().range(entries, { partition: {}, limit: 1 })).rejects.toThrow(TypeError);
      const gap = engine().range(entries, { partition, from: { label: 'a' }, limit: 1 });
      await expect(gap).rejects.toThrow(TypeError);
    });
  });

  describe('the order of keys', () => {
    it.each<[string, TableDefinition, StoredRow[string][]]>([
      [
        'text by its UTF-8 bytes',
        ordered.text,
        ['', '\u0000', 'A', 'a', 'a\u0000', 'aa', 'b', 'é', '\uffee', '🚕'],
      ],
      ['int by value', ordered.int, [-(2 ** 31), -256, -1, 0, 1, 255, 256, 2 ** 31 - 1]],
      ['bigint by value', ordered.bigint, [-(2n ** 63n), -1n, 0n, 1n, 2n ** 53n, 2n ** 63n - 1n]],
      ['double by value', ordered.double, [-Infinity, -1.5, -1e-300, 0, 1e-300, 1.5, Infinity]],
      ['boolean, false first', ordered.boolean, [false, true]],
      [
        'blob by its bytes',
        ordered.blob,
        [[], [0], [0, 0], [0, 1], [1], [255]].map((b) => Uint8Array.from(b)),
      ],
      ['timestamp by value', ordered.timestamp, [-1_000, -1, 0, 1, 1_767_607_200_000]],
    ])('is %s', async (_, table, keys) => {
      const p = fresh('p');
      for (const k of shuffled(keys)) await engine().put(table, { p, k });

      const rows = await all({ partition: { p }, limit: 3 }, table);
      const back = await all({ partition: { p }, limit: 3, reverse: true }, table);

      expect(rows.map((row) => row.k)).toEqual(keys);
      expect(back.map((row) => row.k)).toEqual([...keys].reverse());
    });
  });
}

/** Any fixed order but the sorted one. */
function shuffled<T>(items: readonly T[]): T[] {
  return [...items.filter((_, i) => i % 2 === 1), ...items.filter((_, i) => i % 2 === 0).reverse()];
}
