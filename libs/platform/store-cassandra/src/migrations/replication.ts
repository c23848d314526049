import { type Client } from 'cassandra-driver';

import { type Scope } from '../connection/session.ts';

/** Copies of every row, by data centre: `{ eu: 3, us: 3 }`. */
export type Replication = Readonly<Record<string, number>>;

const MOST_COPIES = 3;

export interface Cluster {
  readonly client: Client;
  /** Where this process is at home. */
  readonly dataCenter: string;
  /** As configured; for the others as many copies as there are nodes, up to three. */
  readonly replication: Replication;
}

/** The statement that makes a keyspace: of a regional service in this data centre alone, of a global one in all. */
export function createKeyspace(keyspace: string, scope: Scope, cluster: Cluster): string {
  const { dataCenter, replication } = cluster;
  const nodes = nodesByDataCenter(cluster.client);
  const places =
    scope === 'global' ? [...new Set([...nodes.keys(), ...Object.keys(replication)])] : [dataCenter];
  const copies = places
    .sort()
    .map((place) => `'${place}': ${replication[place] ?? Math.min(MOST_COPIES, nodes.get(place) ?? 1)}`);
  const strategy = [`'class': 'NetworkTopologyStrategy'`, ...copies].join(', ');
  return `CREATE KEYSPACE IF NOT EXISTS ${keyspace} WITH replication = {${strategy}}`;
}

function nodesByDataCenter(client: Client): Map<string, number> {
  const nodes = new Map<string, number>();
  for (const { datacenter } of client.hosts.values()) nodes.set(datacenter, (nodes.get(datacenter) ?? 0) + 1);
  return nodes;
}
