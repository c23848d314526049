import { lackingForJars } from './cassandra/jars.ts';
import { findJava } from './cassandra/java.ts';
import { findRedis } from './redis/redis-program.ts';

/** What is lacking to run a Cassandra as a process of this machine, and how to get it; undefined: nothing. */
export function lackingForCassandra(): string | undefined {
  const java = findJava();
  return 'lacking' in java ? java.lacking : lackingForJars();
}

/** The same of a Redis. */
export function lackingForRedis(): string | undefined {
  const redis = findRedis();
  return 'lacking' in redis ? redis.lacking : undefined;
}
