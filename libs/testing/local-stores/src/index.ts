export {
  type CassandraNode,
  type CassandraOptions,
  type LocalCassandra,
  startCassandra,
} from './cassandra/local-cassandra.ts';
export { jvmOptions } from './cassandra/jvm-options.ts';
export { nodeFiles } from './cassandra/node-files.ts';
export { planRing } from './cassandra/ring.ts';
export { answersCql } from './cassandra/answers-cql.ts';
export { cassandraJars } from './cassandra/jars.ts';
export { StoreFailure } from './failure.ts';
export { lackingForCassandra, lackingForRedis } from './lacking.ts';
export { endWhenForgotten } from './process/last-will.ts';
export { type LocalRedis, type RedisOptions, startRedis } from './redis/local-redis.ts';
export { answersRedis } from './redis/redis-answers.ts';
export { type LocalServer } from './server.ts';
export { until } from './until.ts';
