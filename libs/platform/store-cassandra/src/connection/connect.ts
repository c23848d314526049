import { type Effects, type Millis } from '@hansom/platform-context';
import { StoreUnavailable } from '@hansom/platform-store';
import { Client, type ClientOptions, errors, policies, types } from 'cassandra-driver';

import { guardDriver } from './guard-driver.ts';
import { NeverRepeat, ReadsOfTwo } from './policies.ts';

/** Where Cassandra is, and as whom it is asked. */
export interface CassandraAddress {
  /** `host:port` of some nodes: the others are found through them. */
  readonly nodes: readonly string[];
  /** The data centre of this region; unless given, that of the first node that answers. */
  readonly dataCenter?: string | undefined;
  readonly credentials?: { readonly user: string; readonly password: string } | undefined;
  /** Contents of PEM files: who is believed, and what this process shows. Without it nothing is encrypted. */
  /** How long an answer is waited for; 1.5 s unless given. */
  readonly answerWithinMs?: Millis | undefined;
  readonly tls?: { readonly ca: string; readonly certificate?: string; readonly key?: string } | undefined;
}

/** A connected client and where it is at home. */
export interface Connection {
  readonly client: Client;
  readonly dataCenter: string;
}

const SETTINGS = {
  queryOptions: { consistency: types.consistencies.localQuorum, captureStackTrace: false },
  socketOptions: { connectTimeout: 2_000 },
  // Two: while one is made anew the other answers.
  pooling: {
    heartBeatInterval: 5_000,
    coreConnectionsPerHost: { [types.distance.local]: 2, [types.distance.remote]: 1 },
  },
  encoding: { useBigIntAsLong: true },
  maxPrepared: 5_000,
} satisfies ClientOptions;

const ANSWER_WITHIN_MS: Millis = 1_500;

/** Connects. Throws `StoreUnavailable` with a sentence that says what to look at. */
export async function connect(address: CassandraAddress, effects: Effects): Promise<Connection> {
  const { log } = effects;
  const dataCenter = address.dataCenter ?? (await dataCenterOf(address, effects));
  const client = await connected(
    { address, effects },
    {
      ...SETTINGS,
      policies: {
        loadBalancing: new policies.loadBalancing.DefaultLoadBalancingPolicy({ localDc: dataCenter }),
        reconnection: new policies.reconnection.ExponentialReconnectionPolicy(200, 10_000, false),
        retry: new NeverRepeat(),
        speculativeExecution: new ReadsOfTwo(),
      },
    },
  );
  const of = (host: { address: string }) => ({ node: host.address });
  client.on('hostDown', (host: { address: string }) => log.warn('a Cassandra node is away', of(host)));
  client.on('hostUp', (host: { address: string }) => log.info('a Cassandra node is back', of(host)));
  return { client, dataCenter };
}

/** The driver wants to know the data centre beforehand: any node tells its own. */
async function dataCenterOf(address: CassandraAddress, effects: Effects): Promise<string> {
  const client = await connected(
    { address, effects },
    {
      ...SETTINGS,
      policies: { loadBalancing: new policies.loadBalancing.RoundRobinPolicy(), retry: new NeverRepeat() },
      isMetadataSyncEnabled: false,
    },
  );
  try {
    const { rows } = await client.execute('SELECT data_center FROM system.local');
    return String(rows[0]?.data_center);
  } catch (error) {
    throw unreachable(address, error);
  } finally {
    await client.shutdown();
  }
}

async function connected(
  { address, effects }: { address: CassandraAddress; effects: Effects },
  options: ClientOptions,
): Promise<Client> {
  const { nodes, credentials, tls, answerWithinMs = ANSWER_WITHIN_MS } = address;
  const client = new Client({
    ...options,
    socketOptions: { ...options.socketOptions, readTimeout: answerWithinMs },
    contactPoints: [...nodes],
    protocolOptions: { port: portOf(nodes) }, // of the nodes that are found through these
    ...(credentials && { credentials: { username: credentials.user, password: credentials.password } }),
    ...(tls && {
      sslOptions: { ca: tls.ca, cert: tls.certificate, key: tls.key, rejectUnauthorized: true },
    }),
  });
  guardDriver(client, effects);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.shutdown();
    throw unreachable(address, error);
  }
}

const DEFAULT_PORT = 9042;

function portOf([node = '']: readonly string[]): number {
  return Number(/:(\d+)$/.exec(node)?.[1] ?? DEFAULT_PORT);
}

function unreachable({ nodes, credentials }: CassandraAddress, error: unknown): StoreUnavailable {
  const where = `Cassandra at ${nodes.join(', ')}`;
  const reason = reasonOf(error);
  if (reason instanceof errors.AuthenticationError || isBadCredentials(reason)) {
    const who = credentials ? `does not let in the user ${credentials.user}` : 'wants a user and a password';
    return new StoreUnavailable(
      `${where} ${who}: check HANSOM_CASSANDRA_USER and HANSOM_CASSANDRA_PASSWORD`,
      error,
    );
  }
  const why = reason instanceof Error ? reason.message : String(reason);
  return new StoreUnavailable(
    `${where} cannot be reached (${why}): check HANSOM_CASSANDRA, and that it runs`,
    error,
  );
}

/** What the first node that was tried said. */
function reasonOf(error: unknown): unknown {
  if (!(error instanceof errors.NoHostAvailableError)) return error;
  return Object.values(error.innerErrors)[0] ?? error;
}

function isBadCredentials(error: unknown): boolean {
  return error instanceof errors.ResponseError && error.code === types.responseErrorCodes.badCredentials;
}
