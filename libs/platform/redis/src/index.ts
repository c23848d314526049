export { checkRedis } from './check-redis.ts';
export { type ConfiguredRedis } from './configured.ts';
export { type OpenRedis, openRedis, type RedisOptions } from './open-redis.ts';
export { type Timings } from './link/timings.ts';
