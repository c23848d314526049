import path from 'node:path';

import { type Environment } from '@hansom/platform-config';
import { type Effects } from '@hansom/platform-context';
import { openCassandra, platformSettings } from '@hansom/platform-runtime';

import { UsageError } from '../services.ts';
import { keepRunning } from './keep-stores.ts';
import { type StoresChoice, storeSettings } from './stores.ts';
import { type Occurrence } from './supervisor.ts';

/** Stores that answer. */
export interface OpenStores {
  /** What services are told of them. */
  readonly settings: Environment;
  /** Ends those that were started here. */
  close(): Promise<void>;
}

interface OpenStoresOptions {
  /** The folder of the installation: servers that are started here keep their data in it. */
  readonly data: string;
  readonly effects: Effects;
  /** Told when one that was started here has ended, and is started again. */
  occurred(occurrence: Occurrence): void;
}

/** Starts the stores that are chosen, or sees whether they answer. Rejects with one line that says what is wrong, and leaves nothing running then. */
export async function openStores(choice: StoresChoice, options: OpenStoresOptions): Promise<OpenStores> {
  if (choice.kind === 'local') return startLocal(options);
  const settings = storeSettings(choice);
  const all = { ...process.env, ...settings };
  if (choice.kind === 'servers') await checkServers(all, options.effects);
  return { settings, close: async () => undefined };
}

/**
 * Real servers as processes of this machine, which end with this one, and are started again when they end before. What Redis holds may be lost:
 * it keeps nothing.
 */
async function startLocal({ data, effects, occurred }: OpenStoresOptions): Promise<OpenStores> {
  // Loaded only here: who has servers needs none of it.
  const { lackingForCassandra, lackingForRedis, startCassandra, startRedis, StoreFailure } = await import(
    '@hansom/testing-local-stores'
  );
  const lacking = [lackingForRedis(), lackingForCassandra()].filter((what) => what !== undefined);
  if (lacking.length > 0) throw new UsageError(`--stores local: ${lacking.join('; ')}`);
  const inALine = (error: unknown): never => {
    throw error instanceof StoreFailure ? new UsageError(`--stores local: ${error.message}`) : error;
  };
  const redis = await startRedis({}).catch(inALine);
  try {
    const cassandra = await startCassandra({ folder: path.join(data, 'cassandra') }).catch(inALine);
    const servers = { kind: 'servers', cassandra: cassandra.contactPoints.join(), redis: redis.url } as const;
    const [node] = cassandra.nodes;
    const { timers } = effects;
    const endKeeping = keepRunning({ redis, ...(node && { cassandra: node }) }, { timers, occurred });
    return {
      settings: { ...storeSettings(servers), HANSOM_CASSANDRA_DATA_CENTER: cassandra.localDataCenter },
      close: async () => {
        await endKeeping();
        await Promise.all([cassandra.close(), redis.close()]);
      },
    };
  } catch (error) {
    await redis.close();
    throw error;
  }
}

/** Each service would find it out by itself, and fail again and again. */
async function checkServers(env: Environment, effects: Effects): Promise<void> {
  const { HANSOM_CASSANDRA: cassandra, HANSOM_REDIS: redis } = env;
  if (redis !== undefined) {
    const { checkRedis } = await import('@hansom/platform-redis');
    await checkRedis({ url: redis, caFile: env.HANSOM_REDIS_CA, effects });
  }
  if (env.HANSOM_STORE !== 'cassandra' || cassandra === undefined) return;
  const settings = platformSettings.parse({
    cassandra: cassandra.split(','),
    cassandraDataCenter: env.HANSOM_CASSANDRA_DATA_CENTER,
    cassandraUser: env.HANSOM_CASSANDRA_USER,
    cassandraPassword: env.HANSOM_CASSANDRA_PASSWORD,
    cassandraCa: env.HANSOM_CASSANDRA_CA,
    cassandraCert: env.HANSOM_CASSANDRA_CERT,
    cassandraKey: env.HANSOM_CASSANDRA_KEY,
  });
  const store = await openCassandra(settings, effects).catch((error: unknown) => {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  });
  await store.close();
}
