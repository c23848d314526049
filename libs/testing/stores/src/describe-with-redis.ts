import { type LocalRedis, type RedisOptions } from '@hansom/testing-local-stores';

import { type TestRedis } from './test-stores.ts';

/**
 * A suite on a real Redis that all suites of a run share. `redis()` may be called in hooks and cases, not while the suite is being described.
 * `it`, `describe` and hooks are the global ones, so contract suites can be called in it.
 * Where no Redis can be had, its cases are counted among those that did not run, which `npm test` says at its end, and which are failures with `CI=true`.
 */
export declare function describeWithRedis(name: string, suite: (redis: () => TestRedis) => void): void;

/**
 * A suite that hurts its Redis: each call of `start` gives one of its own, as a process of this machine. All of them end with the suite.
 * Not run and counted, where there is no `redis-server`.
 */
export declare function describeWithOwnRedis(
  name: string,
  suite: (start: (options?: RedisOptions) => Promise<LocalRedis>) => void,
): void;
