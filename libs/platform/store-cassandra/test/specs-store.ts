import {
  instant,
  realEffects,
  realMonotonic,
  silentLogger,
  domainClock,
  type Effects,
} from '@hansom/platform-context';
import { type Engine, type Keeps } from '@hansom/platform-store';

import type { TestCassandra } from '@hansom/testing-stores'; // nothing of it goes into a bench

import { type CassandraStore, type CassandraStoreOptions, openCassandraStore } from '../src/index.ts';
import { createTable, type Definition, schemaOf, unionOf } from '../src/schema/index.ts';

/** Real time, and a domain clock that goes with it. */
export function realTime(): Effects {
  const monotonic = realMonotonic();
  const clock = domainClock({ base: instant(1_767_607_200_000), at: monotonic.now(), speed: 1 }, monotonic);
  return realEffects(clock, silentLogger);
}

export function optionsFor(
  cassandra: TestCassandra,
  over: Partial<CassandraStoreOptions> = {},
): CassandraStoreOptions {
  const { contactPoints, localDataCenter, keyspace } = cassandra;
  return {
    // A machine that also runs other suites is slow now and then.
    address: { nodes: contactPoints, dataCenter: localDataCenter, answerWithinMs: 20_000 },
    effects: realTime(),
    prefix: `${keyspace}_`,
    ...over,
  };
}

/** What a service keeps whose first migration makes all of it. */
export function keepsOf(definitions: readonly Definition[], scope: Keeps['scope'] = 'regional'): Keeps {
  const migration = unionOf(definitions.map(schemaOf)).map(createTable).join('\n');
  return { scope, definitions, migrations: [migration] };
}

/** A store whose services all keep the same. */
export async function openWith(options: CassandraStoreOptions, keeps: Keeps): Promise<CassandraStore> {
  const store = await openCassandraStore(options);
  return {
    system: store.system,
    open: (service: string): Promise<Engine> => store.open(service, keeps),
    migrate: (...args) => store.migrate(...args),
    status: (...args) => store.status(...args),
    checks: (service) => store.checks(service),
    close: () => store.close(),
  };
}
