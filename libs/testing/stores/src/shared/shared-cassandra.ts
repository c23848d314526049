import { answersCql, startCassandra, StoreFailure } from '@hansom/testing-local-stores';

import { type Way } from '../choice/choose-way.ts';
import { CASSANDRA } from '../choice/kinds.ts';
import { firstThatWorks } from './first-that-works.ts';
import { hostAndPort } from './host-and-port.ts';
import { runFolder } from './run-folder.ts';
import { type ContainerPlan, startContainer } from './start-container.ts';
import { type Sharing, type Started } from './shared-server.ts';

/** How the suites of a run share a Cassandra that is started for them. */
export function cassandraSharing(ways: readonly Way[], run = runFolder()): Sharing {
  return {
    name: 'cassandra',
    run,
    answers: (address) => answersAt(address),
    start: (folder) => firstThatWorks(ways, (way) => startOne(way, folder)),
  };
}

/** Of `host:port[,host:port]`, the addresses, of which one answers at least. */
export async function ensureCassandraAt(list: string): Promise<string[]> {
  const addresses = list.split(',').map((address) => address.trim());
  const answers = await Promise.all(addresses.map(answersAt));
  if (answers.includes(true)) return addresses;
  throw new StoreFailure(`no Cassandra answers at ${list}, where ${CASSANDRA.addressVariable} says it is`);
}

function answersAt(address: string): Promise<boolean> {
  const { host, port } = hostAndPort(address);
  return answersCql(host, port);
}

async function startOne(way: Way, folder: string): Promise<Started> {
  if (way.kind === 'docker') return startContainer(containerOf(way.image));
  const { nodes, contactPoints } = await startCassandra({ folder });
  const [node] = nodes;
  const [address] = contactPoints;
  if (!node || !address) throw new StoreFailure('Cassandra started without a node');
  node.outlive();
  return { address, lives: `kill -0 ${node.pid}`, end: `kill -9 ${node.pid}` };
}

/** Of the official image, as small and as quick as the process. */
function containerOf(image: string): ContainerPlan {
  const quick = '-Dcassandra.skip_wait_for_gossip_to_settle=0 -Dcassandra.superuser_setup_delay_ms=0';
  const env = {
    MAX_HEAP_SIZE: '512M',
    HEAP_NEWSIZE: '128M',
    JVM_EXTRA_OPTS: quick,
    CASSANDRA_BROADCAST_RPC_ADDRESS: '127.0.0.1',
  };
  return { image, port: 9042, env, command: [], ready: 'Startup complete' };
}
