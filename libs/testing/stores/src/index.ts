export { describeWithCassandra, describeWithOwnCassandra } from './describe-with-cassandra.ts';
export { describeWithOwnRedis, describeWithRedis } from './describe-with-redis.ts';
export { type TestCassandra, type TestRedis } from './test-stores.ts';
