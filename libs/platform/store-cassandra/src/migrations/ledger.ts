import { createHash } from 'node:crypto';

import {
  contendedTable,
  type ContendedTable,
  int,
  openTable,
  text,
  timestamp,
  type TableRow,
  type Engine,
} from '@hansom/platform-store';
import { type Effects } from '@hansom/platform-context';

import { createTable } from '../schema/print-schema.ts';
import { schemaOf } from '../schema/table-schema.ts';
import { askedPatiently, patience } from './patience.ts';

/** Which migrations were applied to a keyspace. */
const ledgerTable = contendedTable({
  name: 'schema_ledger',
  partition: { ledger: text() },
  clustering: { number: int() },
  columns: { checksum: text(), applied_at: timestamp() },
});

/** Who applies them. `step` rises while the holder is alive. An empty holder is nobody. */
const lockTable = contendedTable({
  name: 'schema_lock',
  partition: { lock: text() },
  columns: { holder: text(), step: int() },
});

/** The platform's own two tables, which every keyspace has beside those of its service. */
export const LEDGER_TABLES = [ledgerTable, lockTable].map(schemaOf);

/** Two instances may make them at once: the same id makes that one table. */
export function createLedger(keyspace: string): string[] {
  return LEDGER_TABLES.map((table) => {
    const cql = createTable(table).replace(/^CREATE TABLE /, `CREATE TABLE IF NOT EXISTS ${keyspace}.`);
    return cql.replace(/;$/, ` WITH ID = ${idOf(`${keyspace}.${table.name}`)}`);
  });
}

/** A UUID that belongs to the name (RFC 9562, version 8). */
function idOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

export type Applied = TableRow<typeof ledgerTable>;

const ALL = 'all';
/** More migrations than a service will ever have. */
const MOST = 1_000;

export class Ledger {
  private readonly rows: ContendedTable<typeof ledgerTable>;
  readonly lock: ContendedTable<typeof lockTable>;

  constructor(
    engine: Engine,
    private readonly effects: Effects,
  ) {
    this.rows = openTable(engine, ledgerTable, effects);
    this.lock = openTable(engine, lockTable, effects);
  }

  /** In the order of their numbers. */
  async applied(): Promise<Applied[]> {
    const ask = () => this.rows.range({ partition: { ledger: ALL }, limit: MOST });
    return (await askedPatiently(this.effects, 'which migrations were applied', ask)).rows;
  }

  /** Notes that a migration was applied; whoever else did notes the same. */
  async note(number: number, checksum: string): Promise<void> {
    const applied_at = this.effects.clock.now();
    const row = { ledger: ALL, number, checksum, applied_at };
    await this.rows.insertIfAbsent(row, { budget: patience(this.effects) });
  }
}
