import {
  cassandraJars,
  type CassandraOptions,
  lackingForCassandra,
  type LocalCassandra,
  startCassandra,
} from '@hansom/testing-local-stores';
import { describeNeeding } from '@hansom/testing-needs';

import { chooseCassandra } from './choice/kinds.ts';
import { lackingIn, waysIn } from './lacking-in.ts';
import { lend } from './lend.ts';
import { lendCassandra } from './lend-cassandra.ts';
import { lendStarter } from './lend-starter.ts';
import { type TestCassandra } from './test-stores.ts';

/**
 * A suite on a real Cassandra that all suites of a run share. `cassandra()` may be called in hooks and cases, not while the suite is being described.
 * `it`, `describe` and hooks are the global ones, so contract suites can be called in it.
 * Where no Cassandra can be had, its cases are counted among those that did not run, which `npm test` says at its end, and which are failures with `CI=true`.
 *
 * @example
 * describeWithCassandra('the Cassandra store', (cassandra) => {
 *   storeContract('with one node', async () => openStore(cassandra()));
 * });
 */
export function describeWithCassandra(name: string, suite: (cassandra: () => TestCassandra) => void): void {
  const choice = chooseCassandra();
  describeNeeding(name, lackingIn(choice), () => suite(lend(() => lendCassandra(waysIn(choice)))));
}

/**
 * A suite that hurts its Cassandra, or needs several nodes: each call of `start` gives one of its own, as processes of this machine. All of them end with the suite.
 * Not run and counted, where Java or Maven is missing.
 */
export function describeWithOwnCassandra(
  name: string,
  suite: (start: (options?: CassandraOptions) => Promise<LocalCassandra>) => void,
): void {
  const prepare = async (): Promise<void> => void (await cassandraJars());
  describeNeeding(name, lackingForCassandra(), () => suite(lendStarter(startCassandra, prepare)));
}
