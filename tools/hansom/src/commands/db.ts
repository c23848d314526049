import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { readSettings } from '@hansom/platform-config';
import { realEffects, silentLogger } from '@hansom/platform-context';
import {
  keepsOf,
  openCassandra,
  platformSettings,
  type ServiceDefinition,
  SETTINGS_PREFIX,
  wallClock,
} from '@hansom/platform-runtime';
import { type CassandraStore, type MigrationStatus } from '@hansom/platform-store-cassandra';
import {
  createTable,
  differenceOf,
  schemaAfter,
  type SchemaDifference,
  schemaOf,
} from '@hansom/platform-store-cassandra/schema';

import { loadService, SERVICES, UsageError } from '../services.ts';
import { table } from '../table.ts';

/** Prints the CQL of all that a service keeps, or of all services. */
export async function showCql(name: string | undefined): Promise<void> {
  for (const service of await keeping(name)) {
    const { scope, definitions } = keepsOf(service);
    print(`-- ${service.name}: ${scope}\n`);
    print(`${definitions.map(schemaOf).map(createTable).join('\n\n')}\n`);
  }
}

/** Applies what the keyspaces of services lack, one service after the other. */
export async function migrateAll(name: string | undefined): Promise<void> {
  await withStore(name, async (store, service) => store.migrate(service.name, keepsOf(service)));
}

/** Tells how keyspaces stand to the migrations of services. */
export async function showMigrations(name: string | undefined): Promise<void> {
  await withStore(name, async (store, service) => store.status(service.name, keepsOf(service)));
}

/** Writes the next migration of a service: what its definitions say, and its migrations do not. */
export async function newMigration(name: string, what: string): Promise<void> {
  if (!/^[a-z][a-z0-9_]*$/.test(what))
    throw new UsageError(`${JSON.stringify(what)} is not a snake_case name`);
  const { keeps, ...service } = await loadService(name);
  const { statements, impossible } = differenceIn({ ...service, keeps });
  if (impossible.length > 0) throw new UsageError(`no migration can do this: ${impossible.join('; ')}`);
  if (statements.length === 0) return print(`the migrations of ${name} say what its definitions do`);
  const number = String((keeps?.migrations.length ?? 0) + 1).padStart(4, '0');
  const file = path.join('apps', name, 'migrations', `${number}_${what}.cql`);
  if (existsSync(file)) throw new UsageError(`${file} is there already: import it first`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${statements.join('\n\n')}\n`);
  print(`${file}: import it where ${name} says what it keeps, at the end of its migrations`);
}

/** What the migrations of a service still lack of what its definitions say. */
export function differenceIn(service: Pick<ServiceDefinition, 'keeps'>): SchemaDifference {
  const { definitions, migrations } = keepsOf(service);
  return differenceOf(schemaAfter(migrations), definitions.map(schemaOf));
}

async function withStore(
  name: string | undefined,
  work: (store: CassandraStore, service: ServiceDefinition) => Promise<MigrationStatus>,
): Promise<void> {
  const services = await keeping(name);
  const settings = readSettings(platformSettings, process.env, { prefix: SETTINGS_PREFIX });
  const store = await openCassandra(settings, realEffects(wallClock(), silentLogger));
  try {
    const rows: (string | number)[][] = [];
    for (const service of services) {
      const { keyspace, applied, known } = await work(store, service); // one after the other: so schemas do not change at once
      rows.push([service.name, keyspace, applied, known]);
    }
    print(table(['service', 'keyspace', 'applied', 'known'], rows));
  } finally {
    await store.close();
  }
}

/** The service of that name, or all; of those what keeps something. */
async function keeping(name: string | undefined): Promise<ServiceDefinition[]> {
  const names = name === undefined ? Object.keys(SERVICES) : [name];
  const services = await Promise.all(names.map(loadService));
  return services.filter((service) => keepsOf(service).definitions.length > 0);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
