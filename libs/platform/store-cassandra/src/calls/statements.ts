import { type StoredRow, type Value } from '@hansom/platform-store';

import { toCql } from '../codec.ts';
import { identifier, identifiers } from '../identifiers.ts';
import { type Statement } from '../connection/session.ts';

/** Columns with their values; where they are stored under another name, under that. */
export type Values = Readonly<Record<string, Value | number | undefined>>;

/** A part of a statement: text with a `?` for each value. */
interface Part {
  readonly text: string;
  readonly values: readonly unknown[];
}

const NOTHING: Part = { text: '', values: [] };

export function equal(columns: Values): Part {
  return joined(columns, ' AND ');
}

export function assigned(columns: Values): Part {
  return joined(columns, ', ');
}

function joined(columns: Values, separator: string): Part {
  const names = Object.keys(columns);
  return {
    text: names.map((name) => `${identifier(name)} = ?`).join(separator),
    values: valuesOf(columns),
  };
}

/** A comparison of a leading part of the clustering key. */
export function compared(columns: StoredRow, operator: '>=' | '<'): Part {
  const names = Object.keys(columns);
  if (names.length === 0) return NOTHING;
  const marks = names.map(() => '?').join(', ');
  return { text: ` AND (${identifiers(names)}) ${operator} (${marks})`, values: valuesOf(columns) };
}

export function using(ttl: number | undefined): Part {
  return ttl === undefined ? NOTHING : { text: ' USING TTL ?', values: [ttl] };
}

/** `condition`: as in ` IF NOT EXISTS`. */
export function insert(
  table: string,
  row: Values,
  { ttl, condition = '' }: { ttl: number | undefined; condition?: string },
): Statement {
  const names = Object.keys(row);
  const marks = names.map(() => '?').join(', ');
  const expiring = using(ttl);
  return {
    cql: `INSERT INTO ${table} (${identifiers(names)}) VALUES (${marks})${condition}${expiring.text}`,
    values: [...valuesOf(row), ...expiring.values],
  };
}

export function update(
  table: string,
  { set, key, expect, ttl }: { set: Values; key: Values; expect: Values; ttl?: number | undefined },
): Statement {
  const [expiring, setting, where, condition] = [using(ttl), assigned(set), equal(key), equal(expect)];
  return {
    cql: `UPDATE ${table}${expiring.text} SET ${setting.text} WHERE ${where.text} IF ${condition.text}`,
    values: [...expiring.values, ...setting.values, ...where.values, ...condition.values],
  };
}

function valuesOf(columns: Values): unknown[] {
  return Object.values(columns).map(toCql);
}
