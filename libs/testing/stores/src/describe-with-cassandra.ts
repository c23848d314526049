import { type CassandraOptions, type LocalCassandra } from '@hansom/testing-local-stores';

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
export declare function describeWithCassandra(
  name: string,
  suite: (cassandra: () => TestCassandra) => void,
): void;

/**
 * A suite that hurts its Cassandra, or needs several nodes: each call of `start` gives one of its own, as processes of this machine. All of them end with the suite.
 * Not run and counted, where Java or Maven is missing.
 */
export declare function describeWithOwnCassandra(
  name: string,
  suite: (start: (options?: CassandraOptions) => Promise<LocalCassandra>) => void,
): void;
