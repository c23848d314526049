import { type Engine, int, table, text, UnknownPage } from '@hansom/platform-store';
import { describeWithCassandra } from '@hansom/testing-stores';

import { type CassandraStore, openCassandraStore } from '../src/index.ts';
import { keepsOf, optionsFor } from './specs-store.ts';

const notes = table({
  name: 'notes',
  partition: { owner: text() },
  clustering: { rank: int() },
  columns: {},
});

describeWithCassandra('a page of a range', (cassandra) => {
  let store: CassandraStore;
  let engine: Engine;
  beforeAll(async () => {
    store = await openCassandraStore(optionsFor(cassandra()));
    engine = await store.open('pages', keepsOf([notes]));
    const ranks = Array.from({ length: 5 }, (_, rank) => rank);
    await Promise.all(ranks.map((rank) => engine.put(notes, { owner: 'anna', rank })));
  });
  afterAll(() => store.close());

  const range = (over: object = {}) =>
    engine.range(notes, { partition: { owner: 'anna' }, limit: 2, ...over });

  it('goes on with another limit', async () => {
    const { next } = await range();

    const rest = await range({ limit: 10, page: next });

    expect(rest.rows.map(({ rank }) => rank)).toEqual([2, 3, 4]);
  });

  it('is refused by any query but its own, and so is what never was a page', async () => {
    const { next } = await range();
    const others = [
      { partition: { owner: 'bob' }, page: next },
      { from: { rank: 1 }, page: next },
      { reverse: true, page: next },
      { page: '' },
      { page: 'nonsense' },
      { page: `${next?.slice(0, 16)}` },
      { page: `${next?.slice(0, 16)}bm90IGEgcGFnZQ` },
    ];

    for (const other of others) await expect(range(other)).rejects.toThrow(UnknownPage);
  });
});
