export { type OpenRedis, openRedis, type RedisOptions } from './open-redis.ts';
export { type Timings } from './link/timings.ts';
