export { type LocalServer } from './server.ts';
export {
  type CassandraNode,
  type CassandraOptions,
  type LocalCassandra,
} from './cassandra/local-cassandra.ts';
export { type LocalRedis, type RedisOptions } from './redis/local-redis.ts';
