import { type Millis } from '@hansom/platform-context';
import { type StoreCheck, type StoreFinding } from '@hansom/platform-store';
import { type Client, type Host } from 'cassandra-driver';

import { type RowSizes } from './calls/row-sizes.ts';
import { type Session } from './connection/session.ts';

export interface Checked {
  readonly client: Client;
  readonly session: Session;
  readonly sizes: RowSizes;
}

/** What to look at for one service. */
export function checksOf(checked: Checked): StoreCheck[] {
  return [
    { name: 'cassandra', priority: 'pager', everyMs: ANSWERS_EVERY_MS, run: () => answers(checked) },
    { name: 'partition-size', priority: 'warning', everyMs: SIZES_EVERY_MS, run: () => partitions(checked) },
  ];
}

const ANSWERS_EVERY_MS: Millis = 10_000;
const SIZES_EVERY_MS: Millis = 600_000;

/** Whether a quorum answers for the service's own keyspace. */
async function answers({ client, session }: Checked): Promise<StoreFinding> {
  const hosts = client.hosts.values();
  const measurements = { nodes: hosts.length, nodes_up: hosts.filter((host) => host.isUp()).length };
  try {
    await session.probe();
    return { ok: true, measurements };
  } catch (error) {
    const message = `Cassandra does not answer for ${session.keyspace}: ${messageOf(error)}`;
    return { ok: false, message, measurements };
  }
}

/** Beyond either of these a partition is slow to read, and to move. */
const MOST_MIB = 100;
const MOST_ROWS = 100_000;
const MIB = 1_048_576;

/** The largest partition of each table as every node has it on disk. How many rows it has is told by how large those are that we write. */
async function partitions({ client, session, sizes }: Checked): Promise<StoreFinding> {
  const up = client.hosts.values().filter((host) => host.isUp());
  const largest = new Map<string, number>();
  for (const [table, mib] of (await Promise.all(up.map((host) => sizesOn(client, session, host)))).flat())
    largest.set(table, Math.max(mib, largest.get(table) ?? 0));
  const large = [...largest].flatMap(([table, mib]) => {
    const rows = Math.round((mib * MIB) / (sizes.meanBytes(table) ?? Infinity));
    return mib > MOST_MIB || rows > MOST_ROWS ? [`${table}: ${mib} MiB, about ${rows} rows`] : [];
  });
  const measurements = { largest_mib: Math.max(0, ...largest.values()) };
  if (large.length === 0) return { ok: true, measurements };
  return { ok: false, message: `partitions that are too large: ${large.join('; ')}`, measurements };
}

/** A virtual table: each node tells of what it has itself. */
async function sizesOn(client: Client, { keyspace }: Session, host: Host): Promise<[string, number][]> {
  const cql =
    'SELECT table_name, mebibytes FROM system_views.max_partition_size WHERE keyspace_name = ? ALLOW FILTERING';
  const { rows } = await client.execute(cql, [keyspace], { prepare: true, host });
  return rows.map((row) => [String(row.table_name), Number(row.mebibytes)]);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
