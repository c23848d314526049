import { type Columns, type RowOf } from './columns.ts';
import { type TableDefinition } from './definitions.ts';
import { type Engine, type Page, type ReadLevel, type WriteOptions } from './engine.ts';
import { type SettlingEffects } from './settle.ts';
import {
  changeSettled,
  insertSettled,
  type Settled,
  type SettledTable,
  type SettleOptions,
} from './settled-rows.ts';
import { checkedTableRow, parsedTableRow, type TableKey, type TableRow } from './typed-rows.ts';

type Table<D extends TableDefinition> = Pick<SettledTable<D>, 'engine' | 'definition'>;
type Definition<Contended extends boolean> = TableDefinition<Columns, Columns, Columns, Contended>;

export interface TableRange<D extends TableDefinition> {
  partition: RowOf<D['partition']>;
  /** A leading part of the clustering key: the first row at or after this. */
  from?: Partial<RowOf<D['clustering']>>;
  /** Rows strictly before this. */
  before?: Partial<RowOf<D['clustering']>>;
  /** Highest key first. */
  reverse?: boolean;
  /** 1..1000 */
  limit: number;
  /** `next` of a former page of the same query. */
  page?: string;
}

interface Readable<D extends TableDefinition> {
  /** Rows of one partition in clustering order; plain. */
  range(query: TableRange<D>): Promise<Page<TableRow<D>>>;
}

export interface PlainTable<D extends TableDefinition> extends Readable<D> {
  /** May be stale. */
  get(key: TableKey<D>): Promise<TableRow<D> | undefined>;
  /** Writes the row: an optional column given as undefined becomes null, one that is left out keeps what it holds. */
  put(row: TableRow<D>, options?: WriteOptions): Promise<void>;
  delete(key: TableKey<D>): Promise<void>;
}

export interface ContendedTable<D extends TableDefinition> extends Readable<D> {
  /** Serial unless said otherwise. */
  get(key: TableKey<D>, level?: ReadLevel): Promise<TableRow<D> | undefined>;
  /** A row that is equal in every given column counts as one's own: let it hold something of the writer's. */
  insertIfAbsent(row: TableRow<D>, options?: SettleOptions): Promise<Settled<D>>;
  /**
   * `set` gives at least one expected column another value, one that never comes back. When an answer was lost, "not applied" means that
   * the row is another's now.
   */
  compareAndSet(
    key: TableKey<D>,
    change: { expect: Partial<RowOf<D['columns']>>; set: Partial<RowOf<D['columns']>> },
    options?: SettleOptions,
  ): Promise<Settled<D>>;
}

/**
 * Typed access to a table: what services use. Throws a TypeError that names table and column before anything wrong is sent. Contended
 * tables need the effects that settling takes; their writes throw `OutcomeUnknown` or `StoreUnavailable` when time is up.
 */
export function openTable<D extends Definition<false>>(engine: Engine, definition: D): PlainTable<D>;
export function openTable<D extends Definition<true>>(
  engine: Engine,
  definition: D,
  effects: SettlingEffects,
): ContendedTable<D>;
export function openTable<D extends TableDefinition>(
  engine: Engine,
  definition: D,
  effects?: SettlingEffects,
): PlainTable<D> | ContendedTable<D> {
  if (!definition.contended) return plainTable(engine, definition);
  if (!effects)
    throw new TypeError(`${definition.name} is contended: its writes are settled, which needs effects`);
  return contendedTable({ engine, definition, effects });
}

function plainTable<D extends TableDefinition>(engine: Engine, definition: D): PlainTable<D> {
  return {
    get: (key) => readRow({ engine, definition }, key, 'plain'),
    range: (query) => readRange({ engine, definition }, query),
    put: async (row, options) => engine.put(definition, checkedTableRow(definition, row), options),
    delete: (key) => engine.delete(definition, key),
  };
}

function contendedTable<D extends TableDefinition>(table: SettledTable<D>): ContendedTable<D> {
  return {
    get: (key, level = 'serial') => readRow(table, key, level),
    range: (query) => readRange(table, query),
    insertIfAbsent: (row, options) => insertSettled(table, row, options),
    compareAndSet: (key, change, options) => changeSettled(table, { key, ...change }, options),
  };
}

async function readRow<D extends TableDefinition>(
  { engine, definition }: Table<D>,
  key: TableKey<D>,
  level: ReadLevel,
): Promise<TableRow<D> | undefined> {
  const row = await engine.get(definition, key, level);
  return row && parsedTableRow(definition, row);
}

async function readRange<D extends TableDefinition>(
  { engine, definition }: Table<D>,
  query: TableRange<D>,
): Promise<Page<TableRow<D>>> {
  const page = await engine.range(definition, query);
  return { ...page, rows: page.rows.map((row) => parsedTableRow(definition, row)) };
}
