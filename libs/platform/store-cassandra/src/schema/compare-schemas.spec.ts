import { aggregate, int, optional, table, text, textList } from '@hansom/platform-store';

import { differenceOf, schemaAfter, unionOf } from './compare-schemas.ts';
import { createTable } from './print-schema.ts';
import { type Definition, schemaOf } from './table-schema.ts';

const notes = table({
  name: 'notes',
  partition: { owner: text(), order: int() },
  clustering: { rank: int() },
  columns: { words: textList() },
  livesMs: 28 * 86_400_000,
});
const live = table({ name: 'live', partition: { city: text() }, columns: { id: text() }, churns: true });
const rides = aggregate({ name: 'rides', fields: { city: text() }, states: { ON: {} } });

const columns = { a: text() };
const plain = table({ name: 'plain', partition: { id: text() }, columns });

function cqlOf(...definitions: Definition[]): string {
  return definitions.map(schemaOf).map(createTable).join('\n');
}

function difference(migrations: string[], ...definitions: Definition[]) {
  return differenceOf(schemaAfter(migrations), definitions.map(schemaOf));
}

describe('what a definition yields', () => {
  it('is read as what was printed, whatever the shape', () => {
    expect(difference([cqlOf(notes, rides, plain, live)], notes, rides, plain, live)).toEqual({
      statements: [],
      impossible: [],
    });
  });

  it('keeps by time what all expires, and quotes what is a word of CQL', () => {
    expect(cqlOf(notes)).toBe(
      `CREATE TABLE notes (
  owner text,
  "order" int,
  rank int,
  words frozen<list<text>>,
  PRIMARY KEY ((owner, "order"), rank)
) WITH compaction = {'class': 'TimeWindowCompactionStrategy', 'compaction_window_unit': 'HOURS', 'compaction_window_size': 24};`,
    );
  });
});

describe('the next migration', () => {
  it('lets a table forget soon what was deleted', () => {
    const before = cqlOf(table({ ...live, churns: false }));

    const { statements, impossible } = difference([before], live);

    expect(statements).toEqual([
      "ALTER TABLE live WITH compaction = {'class': 'LeveledCompactionStrategy'} AND gc_grace_seconds = 600 AND memtable_flush_period_in_ms = 600000;",
    ]);
    expect(impossible).toEqual([]);
    expect(difference([before, statements.join('\n')], live).statements).toEqual([]);
  });

  it('makes what is new, adds what a table lacks, and drops what nobody knows any more', () => {
    const grown = table({ ...plain, columns: { b: text(), select: optional(int()) } });

    const { statements, impossible } = difference([cqlOf(plain, rides)], grown, notes);

    expect(statements).toEqual([
      'ALTER TABLE plain ADD (b text, "select" int);',
      'ALTER TABLE plain DROP a;',
      createTable(schemaOf(notes)),
      'DROP TABLE rides;',
    ]);
    expect(impossible).toEqual([]);
    expect(difference([cqlOf(plain, rides), statements.join('\n')], grown, notes).statements).toEqual([]);
  });

  it.each([
    ['a type', table({ ...plain, columns: { a: int() } }), 'plain.a cannot become a int'],
    [
      'a key',
      table({ ...plain, partition: { a: text() }, columns: { id: text() } }),
      'plain: key or order cannot change',
    ],
    ['an order', table({ ...plain, livesMs: 1 }), 'plain: key or order cannot change'],
  ])('cannot change %s', (_, definition, sentence) => {
    expect(difference([cqlOf(plain)], definition).impossible).toEqual([sentence]);
  });
});

describe('a migration', () => {
  it.each([
    'ALTER TABLE plain RENAME a TO b;',
    'INSERT INTO plain (id) VALUES (1);',
    'CREATE TABLE plain (id text PRIMARY KEY);',
    'TRUNCATE plain;',
    'ALTER TABLE plain WITH gc_grace_seconds = 0;',
  ])('that does what versions cannot live with is refused by its number: %s', (statement) => {
    expect(() => schemaAfter(['', statement])).toThrow(/^migration 2: a migration may CREATE TABLE, .*plain/);
  });

  it('that builds on what is not there is refused', () => {
    expect(() => schemaAfter(['ALTER TABLE plain ADD (b text);'])).toThrow(
      'migration 1: there is no table plain',
    );
    expect(() => schemaAfter([cqlOf(plain), cqlOf(plain)])).toThrow('migration 2: plain is there already');
  });
});

it('unionOf makes one table of what several versions know', () => {
  const other = table({ ...plain, columns: { b: text() } });

  const [union, ...rest] = unionOf([schemaOf(plain), schemaOf(other)]);

  expect(union?.columns.map(({ name }) => name)).toEqual(['id', 'a', 'b']);
  expect(rest).toEqual([]);
});
