import { boolean, type PlainTable, table, text, type TableRow } from '@hansom/platform-store';

import { type Fix } from '../domain/fix.ts';
import { type TraceRow } from '../domain/trace-page.ts';
import { FIX_COLUMNS, fromFixRow, SEQ, toFixRow } from './fix-columns.ts';

const KEPT_MS = 90 * 24 * 60 * 60 * 1000;
const MOST_ROWS = 2_000;
const MOST_AT_ONCE = 1_000;

/** The way of a driver with a job, by the app's numbers. Rows are added, and never changed. */
export const tracesTable = table({
  name: 'traces',
  partition: { booking_id: text(), driver_id: text() },
  clustering: { seq: SEQ },
  columns: { ...FIX_COLUMNS, refused: boolean() },
});

/** Whose way with which job. */
export interface TraceKey {
  readonly bookingId: string;
  readonly driverId: string;
}

export interface Traces {
  /** Adds a fix, or that the number of one was refused. */
  add(key: TraceKey, fix: Fix, options: { refused: boolean }): Promise<void>;
  has(key: TraceKey, seq: bigint): Promise<boolean>;
  /** How many rows there are; counted until there are `most`. */
  count(key: TraceKey, most: number): Promise<number>;
  /** The last rows up to a number, by rising number. Without one: the last there are. */
  latest(key: TraceKey, options: { upTo?: bigint; limit: number }): Promise<TraceRow[]>;
  /** At most 2000 rows by rising number, from the one behind `after`, up to `upTo` where that is not 0. */
  page(key: TraceKey, range: { after: bigint; upTo: bigint }): Promise<{ rows: TraceRow[]; more: boolean }>;
}

export function traces(table: PlainTable<typeof tracesTable>): Traces {
  return { add, has, count, latest, page };

  async function add(
    { bookingId, driverId }: TraceKey,
    fix: Fix,
    { refused }: { refused: boolean },
  ): Promise<void> {
    const row = { booking_id: bookingId, driver_id: driverId, ...toFixRow(fix), refused };
    await table.put(row, { ttlMs: KEPT_MS });
  }

  async function has(key: TraceKey, seq: bigint): Promise<boolean> {
    return (await table.get({ ...partitionOf(key), seq })) !== undefined;
  }

  async function count(key: TraceKey, most: number): Promise<number> {
    const query = { partition: partitionOf(key), limit: MOST_AT_ONCE };
    let rows = 0;
    let next: string | undefined;
    do {
      const found = await table.range({ ...query, page: next }); // one page after the other: each names the next
      rows += found.rows.length;
      next = found.next;
    } while (next !== undefined && rows < most);
    return rows;
  }

  async function latest(
    key: TraceKey,
    { upTo, limit }: { upTo?: bigint; limit: number },
  ): Promise<TraceRow[]> {
    const before = upTo === undefined ? {} : { before: { seq: upTo + 1n } };
    const { rows } = await table.range({ partition: partitionOf(key), ...before, reverse: true, limit });
    return rows.map(toTraceRow).reverse();
  }

  async function page(
    key: TraceKey,
    { after, upTo }: { after: bigint; upTo: bigint },
  ): ReturnType<Traces['page']> {
    const query = {
      partition: partitionOf(key),
      from: { seq: after + 1n },
      ...(upTo > 0n && { before: { seq: upTo + 1n } }),
    };
    const rows: TraceRow[] = [];
    let next: string | undefined;
    do {
      const limit = Math.min(MOST_ROWS - rows.length, MOST_AT_ONCE);
      const found = await table.range({ ...query, limit, page: next }); // one page after the other: each names the next
      rows.push(...found.rows.map(toTraceRow));
      next = found.next;
    } while (next !== undefined && rows.length < MOST_ROWS);
    return { rows, more: next !== undefined };
  }
}

function partitionOf({ bookingId, driverId }: TraceKey) {
  return { booking_id: bookingId, driver_id: driverId };
}

function toTraceRow({ refused, ...row }: TableRow<typeof tracesTable>): TraceRow {
  return { seq: row.seq, fix: refused ? undefined : fromFixRow(row) };
}
