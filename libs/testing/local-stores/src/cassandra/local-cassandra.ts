import path from 'node:path';

import { StoreFailure } from '../failure.ts';
import { ensureFree, freePorts } from '../ports.ts';
import { type Home, openHome } from '../process/home.ts';
import { localServer } from '../process/local-server.ts';
import { type LocalServer } from '../server.ts';
import { cassandraJars } from './jars.ts';
import { findJava } from './java.ts';
import { nodeProcess, type NodeProgram } from './node-process.ts';
import { planRing, type RingNode } from './ring.ts';

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
  /** Of all nodes: the driver needs it (`protocolOptions.port`) to reach the nodes it was not told of. */
  readonly port: number;
  /** The first data centre. */
  readonly localDataCenter: string;
  readonly nodes: readonly CassandraNode[];
  /** Kills all of it; removes what it stored unless a folder was given. */
  close(): Promise<void>;
}

/** Resolves when every node answers its clients; rejects in one line, leaving nothing behind, when one does not. */
export async function startCassandra(options: CassandraOptions = {}): Promise<LocalCassandra> {
  const ring = planRing(options.dataCenters ?? { dc1: 1 });
  if (options.folder !== undefined && ring.length > 1)
    throw new StoreFailure('a folder is kept of one node only');
  const java = findJava();
  if ('lacking' in java) throw new StoreFailure(java.lacking);
  const jars = await cassandraJars();
  const ports = await portsFor(ring, options.port);
  const home = await openHome('cassandra', options.folder);
  const common = {
    ...{ java: java.command, jars, heapMb: options.heapMb ?? 512, passwords: options.passwords ?? false },
    ...{ port: ports.port, storagePort: ports.storagePort, perishable: home.perishable },
    seeds: ring.filter(isFirstOfItsDataCenter).map(({ host }) => host),
  };
  const programs = ring.map((node, index) => ({
    ...{ ...common, ...node, jmxPort: ports.jmxPorts[index] ?? 0 },
    folder: path.join(home.folder, node.host),
  }));
  return running(programs, home);
}

/** One after the other: a node that starts asks those that run who they are. */
async function running(programs: readonly NodeProgram[], home: Home): Promise<LocalCassandra> {
  const nodes: CassandraNode[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(nodes.map((node) => node.kill()));
    await home.leave();
  };
  try {
    for (const program of programs) {
      const process = await nodeProcess(program);
      nodes.push(Object.assign(localServer(process, program), { dataCenter: program.dataCenter }));
      await process.start();
    }
  } catch (error) {
    await close();
    throw error;
  }
  const [{ port, dataCenter } = { port: 0, dataCenter: '' }] = programs; // there is one at least
  const contactPoints = nodes.map(({ host }) => `${host}:${port}`);
  return { contactPoints, port, localDataCenter: dataCenter, nodes, close };
}

function isFirstOfItsDataCenter({ dataCenter }: RingNode, index: number, ring: readonly RingNode[]): boolean {
  return ring.findIndex((other) => other.dataCenter === dataCenter) === index;
}

interface Ports {
  readonly port: number;
  readonly storagePort: number;
  readonly jmxPorts: readonly number[];
}

async function portsFor(ring: readonly RingNode[], wanted: number | undefined): Promise<Ports> {
  const [free = 0, storagePort = 0, ...jmxPorts] = await freePorts(2 + ring.length);
  const port = wanted ?? free;
  await Promise.all(ring.map(({ host }) => ensureFree(host, port)));
  return { port, storagePort, jmxPorts };
}
