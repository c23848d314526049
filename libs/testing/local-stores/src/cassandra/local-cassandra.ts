import { type LocalServer } from '../server.ts';

export interface CassandraOptions {
  /** How many nodes each data centre has: `{ eu: 1, us: 1, ap: 1 }`, or `{ dc1: 3 }`. One in `dc1` if absent. */
  readonly dataCenters?: Readonly<Record<string, number>>;
  /** Asks for a user and a password (PasswordAuthenticator): at first `cassandra`, `cassandra`. */
  readonly passwords?: boolean;
  /** Keeps its data here, and goes on with what is there; otherwise it starts empty and leaves nothing behind. */
  readonly folder?: string;
  /** Of the protocol of its clients; a free one if absent. */
  readonly port?: number;
  /** Heap of each node, in MB: 512 if absent. */
  readonly heapMb?: number;
}

export interface CassandraNode extends LocalServer {
  readonly dataCenter: string;
}

/** Cassandra as processes of this machine, that nobody shares. */
export interface LocalCassandra {
  /** `host:port` of each node. */
  readonly contactPoints: readonly string[];
  readonly port: number;
  /** The first data centre. */
  readonly localDataCenter: string;
  readonly nodes: readonly CassandraNode[];
  /** Kills all of it; removes what it stored unless a folder was given. */
  close(): Promise<void>;
}
