import { readFileSync } from 'node:fs';
import path from 'node:path';

import { ConfigError } from '@hansom/platform-config';
import { type Effects } from '@hansom/platform-context';
import { SimulatedStore, type Store } from '@hansom/platform-store';

import { type PlatformSettings } from '../settings.ts';

/** The engine that the settings choose. Each is loaded only here, so that nobody loads the libraries of another. */
export async function openStore(settings: PlatformSettings, effects: Effects): Promise<Store> {
  if (settings.store === 'memory') return new SimulatedStore({ clock: effects.clock });
  if (settings.store === 'cassandra') return openCassandra(settings, effects);
  const { openLmdbStore } = await import('@hansom/platform-store-lmdb');
  return openLmdbStore({ path: path.join(settings.data, 'store'), clock: effects.clock, log: effects.log });
}

/** What the region of an installation is called that has no other. */
const ONLY_REGION = 'local';

/** The settings that say where Cassandra is. */
export type CassandraSettings = Pick<
  PlatformSettings,
  'region' | (keyof PlatformSettings & `cassandra${string}`)
>;

/** Throws `StoreUnavailable` with a sentence that says what to look at, a `ConfigError` for settings that do not go together. */
export async function openCassandra(settings: CassandraSettings, effects: Effects) {
  const { cassandraUser: user, cassandraPassword: password } = settings;
  if ((user === undefined) !== (password === undefined))
    throw problem('CASSANDRA_PASSWORD', 'is given with HANSOM_CASSANDRA_USER, or neither');
  const { openCassandraStore } = await import('@hansom/platform-store-cassandra');
  return openCassandraStore({
    address: {
      nodes: settings.cassandra,
      dataCenter: settings.cassandraDataCenter,
      credentials: user !== undefined && password !== undefined ? { user, password } : undefined,
      tls: tlsOf(settings),
    },
    effects,
    prefix: settings.cassandraKeyspaces,
    region: settings.region === ONLY_REGION ? undefined : settings.region,
    replication: Object.fromEntries(settings.cassandraReplication.map(copiesIn)),
    migrations: settings.cassandraMigrations,
  });
}

function copiesIn(text: string): [string, number] {
  const at = text.indexOf('=');
  return [text.slice(0, at), Number(text.slice(at + 1))];
}

function tlsOf({ cassandraCa, cassandraCert, cassandraKey }: CassandraSettings) {
  if (cassandraCa === undefined) return undefined;
  return {
    ca: pem('CASSANDRA_CA', cassandraCa),
    ...(cassandraCert !== undefined && { certificate: pem('CASSANDRA_CERT', cassandraCert) }),
    ...(cassandraKey !== undefined && { key: pem('CASSANDRA_KEY', cassandraKey) }),
  };
}

function pem(setting: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw problem(setting, `cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function problem(setting: string, rule: string): ConfigError {
  return new ConfigError([{ path: `HANSOM_${setting}`, rule }]);
}
