import { type Effects } from '@hansom/platform-context';
import {
  type Engine,
  type Keeps,
  type Store,
  type StoreCheck,
  StoreUnavailable,
} from '@hansom/platform-store';

import { aggregateCalls } from './calls/aggregate-calls.ts';
import { RowSizes } from './calls/row-sizes.ts';
import { tableCalls } from './calls/table-calls.ts';
import { checksOf } from './checks.ts';
import { type CassandraAddress, connect, type Connection } from './connection/connect.ts';
import { Session } from './connection/session.ts';
import { keyspaceOf } from './identifiers.ts';
import {
  checkSchema,
  migrate,
  type Migrating,
  type MigrationStatus,
  statusOf,
} from './migrations/migrate.ts';
import { createKeyspace, type Replication } from './migrations/replication.ts';

export interface CassandraStoreOptions {
  address: CassandraAddress;
  effects: Effects;
  /** What names of keyspaces begin with; `hansom_` unless given. */
  prefix?: string | undefined;
  /** Where one cluster serves several regions: this one's name, with which keyspaces of regional services end. */
  region?: string | undefined;
  /** Copies of every row, by data centre; as many as there are nodes, up to three, unless given. */
  replication?: Replication | undefined;
  /** `apply`: a service that is opened gets its schema first. `check`: one whose schema is not there is refused. */
  migrations?: 'apply' | 'check';
}

/** The store of a cluster, and how its schema stands. */
export interface CassandraStore extends Store {
  /** Whatever `migrations` says. */
  migrate(service: string, keeps: Keeps): Promise<MigrationStatus>;
  /** Throws `store.schema` where a migration was changed after it was applied. */
  status(service: string, keeps: Keeps): Promise<MigrationStatus>;
}

const PREFIX = 'hansom_';

/** One connected client a process, one keyspace a service. Throws `StoreUnavailable` when there is nobody to connect to. */
export async function openCassandraStore(options: CassandraStoreOptions): Promise<CassandraStore> {
  return new ClusterStore(options, await connect(options.address, options.effects));
}

class ClusterStore implements CassandraStore {
  readonly system = 'cassandra';
  private readonly sessions = new Set<Session>();
  /** Of each service that was opened, the last. */
  private readonly opened = new Map<string, { session: Session; sizes: RowSizes }>();
  private closing: Promise<void> | undefined;

  constructor(
    private readonly options: CassandraStoreOptions,
    private readonly connection: Connection,
  ) {}

  async open(service: string, keeps?: Keeps): Promise<Engine> {
    const session = this.session(service, keeps);
    const sizes = new RowSizes();
    const engine = this.engine(session, sizes);
    const settle = this.options.migrations === 'check' ? checkSchema : migrate;
    if (keeps) await settle(this.migrating(session, engine, keeps));
    this.opened.set(service, { session, sizes });
    return engine;
  }

  migrate(service: string, keeps: Keeps): Promise<MigrationStatus> {
    return this.within(service, keeps, migrate);
  }

  status(service: string, keeps: Keeps): Promise<MigrationStatus> {
    return this.within(service, keeps, statusOf);
  }

  checks(service: string): readonly StoreCheck[] {
    const opened = this.opened.get(service);
    return opened ? checksOf({ client: this.connection.client, ...opened }) : [];
  }

  close(): Promise<void> {
    this.closing ??= this.shutDown();
    return this.closing;
  }

  private async within<T>(
    service: string,
    keeps: Keeps,
    work: (migrating: Migrating) => Promise<T>,
  ): Promise<T> {
    const session = this.session(service, keeps);
    const engine = this.engine(session);
    try {
      return await work(this.migrating(session, engine, keeps));
    } finally {
      await engine.close();
    }
  }

  private session(service: string, keeps: Keeps | undefined): Session {
    if (this.closing) throw new StoreUnavailable('the store is closed');
    const { prefix = PREFIX, region } = this.options;
    const scope = keeps?.scope ?? 'regional';
    const keyspace = keyspaceOf(prefix, service, scope === 'regional' ? region : undefined);
    const session = new Session(this.connection.client, keyspace, scope);
    this.sessions.add(session);
    return session;
  }

  private engine(session: Session, sizes = new RowSizes()): Engine {
    const calls = { session, clock: this.options.effects.clock, sizes };
    const close = async (): Promise<void> => {
      session.close();
      this.sessions.delete(session);
    };
    return { ...tableCalls(calls), ...aggregateCalls(calls), close };
  }

  private migrating(session: Session, engine: Engine, { scope, migrations }: Keeps): Migrating {
    const { effects, replication = {} } = this.options;
    const cluster = { ...this.connection, replication };
    return {
      session,
      engine,
      effects,
      migrations,
      createKeyspace: createKeyspace(session.keyspace, scope, cluster),
    };
  }

  private async shutDown(): Promise<void> {
    for (const session of this.sessions) session.close();
    await this.connection.client.shutdown();
  }
}
