import {
  allColumns,
  checkedColumns,
  checkedKey,
  checkedPartition,
  checkedPrefix,
  checkedRow,
  checkExpectation,
  checkKindOfWrite,
  checkLimit,
  checkTtl,
  type ConditionalAnswer,
  encodeKey,
  type Engine,
  keyColumns,
  type RangeQuery,
  type StoredRow,
  type TableDefinition,
} from '@hansom/platform-store';
import { type types } from 'cassandra-driver';

import { fromCql } from '../codec.ts';
import { type Statement } from '../connection/session.ts';
import { identifier, identifiers } from '../identifiers.ts';
import { type Calls, tableName, ttlSeconds } from './calls.ts';
import { pageAfter, stateIn } from './pages.ts';
import { compared, equal, insert, update } from './statements.ts';

type TableMethods = 'get' | 'range' | 'put' | 'delete' | 'insertIfAbsent' | 'compareAndSet';

/** The table half of the engine: each call is one statement. */
export function tableCalls(calls: Calls): Pick<Engine, TableMethods> {
  const { session, sizes } = calls;
  return {
    get: async (table, key, level) => {
      if (level === 'serial') checkKindOfWrite(table, true);
      const where = equal(keyOf(table, checkedKey(table, key)));
      const cql = `SELECT ${selected(table)} FROM ${tableName(calls, table)} WHERE ${where.text}`;
      const row = first(await session.read({ cql, values: where.values }, level));
      return row && fromCql(allColumns(table), row);
    },
    range: async (table, query) => {
      checkLimit(query.limit);
      const statement = rangeStatement(calls, table, query);
      const state = query.page === undefined ? undefined : stateIn(statement, query.page);
      const page = await session.readPage(statement, { limit: query.limit, state });
      const rows = page.rows.map((row) => fromCql(allColumns(table), row));
      return page.pageState ? { rows, next: pageAfter(statement, page.pageState) } : { rows };
    },
    put: async (table, row, options) => {
      checkKindOfWrite(table, false);
      checkTtl(options);
      const statement = insert(tableName(calls, table), wholeRow(table, row), {
        ttl: ttlSeconds(calls, options),
      });
      sizes.note(table.name, statement.values);
      await session.write(statement);
    },
    delete: async (table, key) => {
      checkKindOfWrite(table, false);
      const where = equal(keyOf(table, checkedKey(table, key)));
      const cql = `DELETE FROM ${tableName(calls, table)} WHERE ${where.text}`;
      await session.write({ cql, values: where.values });
    },
    insertIfAbsent: async (table, row, options) => {
      checkKindOfWrite(table, true);
      checkTtl(options);
      const ttl = ttlSeconds(calls, options);
      const condition = ' IF NOT EXISTS';
      const statement = insert(tableName(calls, table), wholeRow(table, row), { ttl, condition });
      sizes.note(table.name, statement.values);
      const answer = await session.decide(statement);
      return answerOf(answer, () => fromCql(allColumns(table), answer));
    },
    compareAndSet: async (table, key, change) => {
      checkKindOfWrite(table, true);
      checkTtl(change);
      const expect = checkedColumns(table.name, table.columns, change.expect);
      checkExpectation(table.name, expect);
      const set = checkedColumns(table.name, table.columns, change.set);
      const where = keyOf(table, checkedKey(table, key));
      const ttl = ttlSeconds(calls, change);
      const answer = await session.decide(update(tableName(calls, table), { set, key: where, expect, ttl }));
      return answerOf(answer, () => standing(answer, table, expect));
    },
  };
}

/** Names of the columns that a definition knows. */
function selected(table: TableDefinition): string {
  return identifiers(Object.keys(allColumns(table)));
}

function first(result: types.ResultSet): types.Row | undefined {
  return result.rows[0];
}

/** Key columns in their order; refuses a key that other engines could not hold. */
function keyOf(table: TableDefinition, key: StoredRow): StoredRow {
  encodeKey(keyColumns(table), key);
  return Object.fromEntries(Object.keys(keyColumns(table)).map((name) => [name, key[name]]));
}

function wholeRow(table: TableDefinition, row: StoredRow): StoredRow {
  const { key, columns } = checkedRow(table, row);
  return { ...keyOf(table, key), ...columns };
}

function rangeStatement(calls: Calls, table: TableDefinition, query: RangeQuery): Statement {
  const partition = checkedPartition(table, query.partition);
  const names = Object.keys(table.partition);
  const parts = [
    equal(Object.fromEntries(names.map((name) => [name, partition[name]]))),
    compared(prefixOf(table, query.from), '>='),
    compared(prefixOf(table, query.before), '<'),
  ];
  const where = parts.map((part) => part.text).join('');
  const cql = `SELECT ${selected(table)} FROM ${tableName(calls, table)} WHERE ${where}${orderOf(table, query)}`;
  return { cql, values: parts.flatMap((part) => part.values) };
}

function prefixOf(table: TableDefinition, prefix: StoredRow = {}): StoredRow {
  const { columns, values } = checkedPrefix(table, prefix);
  return Object.fromEntries(Object.keys(columns).map((name) => [name, values[name]]));
}

function orderOf({ clustering }: TableDefinition, { reverse = false }: RangeQuery): string {
  const names = Object.keys(clustering);
  if (!reverse || names.length === 0) return '';
  return ` ORDER BY ${names.map((name) => `${identifier(name)} DESC`).join(', ')}`;
}

/** Whether a conditional write was applied, or what stood in its way. */
export function answerOf(answer: types.Row, standing: () => StoredRow | undefined): ConditionalAnswer {
  return answer['[applied]'] === true ? { applied: true } : { applied: false, current: standing() };
}

/** The compared columns of the row that is there. Of none Cassandra names no column. */
function standing(answer: types.Row, table: TableDefinition, expect: StoredRow): StoredRow | undefined {
  const names = Object.keys(expect);
  if (!names.some((name) => name in answer)) return undefined;
  const { columns } = table;
  return fromCql(
    Object.fromEntries(Object.entries(columns).filter(([name]) => names.includes(name))),
    answer,
  );
}
