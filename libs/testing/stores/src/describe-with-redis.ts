import {
  lackingForRedis,
  type LocalRedis,
  type RedisOptions,
  startRedis,
} from '@hansom/testing-local-stores';
import { describeNeeding } from '@hansom/testing-needs';

import { chooseRedis } from './choice/kinds.ts';
import { lackingIn, waysIn } from './lacking-in.ts';
import { lend } from './lend.ts';
import { lendRedis } from './lend-redis.ts';
import { lendStarter } from './lend-starter.ts';
import { type TestRedis } from './test-stores.ts';

/**
 * A suite on a real Redis that all suites of a run share. `redis()` may be called in hooks and cases, not while the suite is being described.
 * `it`, `describe` and hooks are the global ones, so contract suites can be called in it.
 * Where no Redis can be had, its cases are counted among those that did not run, which `npm test` says at its end, and which are failures with `CI=true`.
 */
export function describeWithRedis(name: string, suite: (redis: () => TestRedis) => void): void {
  const choice = chooseRedis();
  describeNeeding(name, lackingIn(choice), () => suite(lend(() => lendRedis(waysIn(choice)))));
}

/**
 * A suite that hurts its Redis: each call of `start` gives one of its own, as a process of this machine. All of them end with the suite.
 * Not run and counted, where there is no `redis-server`.
 */
export function describeWithOwnRedis(
  name: string,
  suite: (start: (options?: RedisOptions) => Promise<LocalRedis>) => void,
): void {
  describeNeeding(name, lackingForRedis(), () => suite(lendStarter(startRedis)));
}
