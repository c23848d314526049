import {
  type LocalCassandra,
  type LocalRedis,
  startCassandra,
  startRedis,
} from '@hansom/testing-local-stores';

export type StoresKind = 'embedded' | 'local';

/** Stores of a fleet that somebody else than its supervisor has started: so they can be hurt, and brought back. */
export interface Stores {
  /** For `./hansom up`. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly redis: LocalRedis;
  /** None where there are files. */
  readonly cassandra?: LocalCassandra;
  close(): Promise<void>;
}

/** A real Redis in any case; and a real Cassandra, or files (`embedded`). */
export async function startStores(kind: StoresKind): Promise<Stores> {
  const redis = await startRedis();
  if (kind === 'embedded') {
    return { args: ['--stores', `redis=${redis.url}`], env: {}, redis, close: () => redis.close() };
  }
  try {
    const cassandra = await startCassandra();
    return {
      args: ['--stores', `cassandra=${cassandra.contactPoints.join()},redis=${redis.url}`],
      env: { HANSOM_CASSANDRA_DATA_CENTER: cassandra.localDataCenter },
      ...{ redis, cassandra },
      close: async () => void (await Promise.all([cassandra.close(), redis.close()])),
    };
  } catch (error) {
    await redis.close();
    throw error;
  }
}
