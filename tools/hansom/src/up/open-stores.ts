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
  /** Told, in a line, what is lacking and what follows. */
  warned(line: string): void;
}

/**
 * Starts the stores that are chosen, or sees whether they answer. Rejects with one line that says what is wrong, and leaves nothing running then. Where
 * there is no Redis, it goes on without, and says so.
 */
export async function openStores(choice: StoresChoice, options: OpenStoresOptions): Promise<OpenStores> {
  if (choice.kind === 'local') return startLocal(options);
  const settings = storeSettings(choice);
  const all = { ...process.env, ...settings };
  if (choice.kind === 'servers') await checkServers(all, options.effects);
  const isLacking = all.HANSOM_REDIS === undefined;
  if (isLacking && choice.kind === 'embedded') return startRedisBesideFiles(options);
  if (isLacking) options.warned(`HANSOM_REDIS is not set: ${WITHOUT_REDIS}`);
  return { settings, close: async () => undefined };
}

const WITHOUT_REDIS = "processes find each other's events only by looking for them, so rides are slow";

/**
 * Real servers as processes of this machine, which end with this one, and are started again when they end before. What Redis holds may be lost:
 * it keeps nothing.
 */
async function startLocal({ data, effects, occurred }: OpenStoresOptions): Promise<OpenStores> {
  const { lackingForCassandra, lackingForRedis, startCassandra, startRedis } = await localStores();
  const lacking = [lackingForRedis(), lackingForCassandra()].filter((what) => what !== undefined);
  if (lacking.length > 0) throw new UsageError(`--stores local: ${lacking.join('; ')}`);
  const redis = await inALine('local', startRedis());
  try {
    const cassandra = await inALine('local', startCassandra({ folder: path.join(data, 'cassandra') }));
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

/** Files, and the Redis of `--stores local`; where this machine has no program for that, files alone. */
async function startRedisBesideFiles({ effects, occurred, warned }: OpenStoresOptions): Promise<OpenStores> {
  const { lackingForRedis, startRedis } = await localStores();
  const lacking = lackingForRedis();
  if (lacking !== undefined) {
    warned(`--stores embedded: ${lacking}; without it ${WITHOUT_REDIS}`);
    return { settings: storeSettings({ kind: 'embedded' }), close: async () => undefined };
  }
  const redis = await inALine('embedded', startRedis());
  const endKeeping = keepRunning({ redis }, { timers: effects.timers, occurred });
  return {
    settings: storeSettings({ kind: 'servers', redis: redis.url }),
    close: async () => {
      await endKeeping();
      await redis.close();
    },
  };
}

/** Loaded only where it is needed: who has servers needs none of it. */
function localStores() {
  return import('@hansom/testing-local-stores');
}

/** What kept a server from starting, as the line that this command ends with. */
async function inALine<T>(choice: StoresChoice['kind'], starting: Promise<T>): Promise<T> {
  const { StoreFailure } = await localStores();
  return starting.catch((error: unknown): never => {
    throw error instanceof StoreFailure ? new UsageError(`--stores ${choice}: ${error.message}`) : error;
  });
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
