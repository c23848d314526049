import { type Clock, type Logger, realTimers, silentLogger, type Timers } from '@hansom/platform-context';
import {
  type Engine,
  type Operation,
  recordEngine,
  type Records,
  type Run,
  type Store,
  type StoreCheck,
  StoreUnavailable,
} from '@hansom/platform-store';
import { open, type RootDatabase } from 'lmdb';

import { Commits } from './commits.ts';
import { checkKind } from './data-file.ts';
import { lmdbRecords, type LmdbTable } from './lmdb-records.ts';
import { createSweeper, type Sweeper } from './sweeper.ts';

/** lmdb's default is 12; each costs a few bytes. */
const MAX_TABLES = 512;
const ENCODINGS = { encoding: 'string', keyEncoding: 'binary' } as const;

export interface LmdbStoreOptions {
  /** A folder, made when it is missing. Processes that name the same one share its contents. */
  path: string;
  clock: Clock;
  timers?: Timers;
  log?: Logger;
}

/**
 * The embedded store: one lmdb environment an installation, one named database for each table of a service. A write is answered when it
 * is on disk. Conditional writes are exact between processes too, because lmdb has one writer at a time.
 */
export function openLmdbStore(options: LmdbStoreOptions): Store {
  return new LmdbStore(options);
}

class LmdbStore implements Store {
  readonly system = 'lmdb';
  private readonly root: RootDatabase<string, Uint8Array>;
  private readonly tables = new Map<string, LmdbTable>();
  private readonly sweeper: Sweeper;
  private readonly clock: Clock;
  private readonly commits = new Commits();
  private closing: Promise<void> | undefined;

  constructor({ path, clock, timers = realTimers(), log = silentLogger }: LmdbStoreOptions) {
    checkKind(path);
    // Without overlapping sync a commit is visible, and answered, only once it is on disk. Batches of a turn would each leave a promise that nobody
    // looks at, and a commit that fails would end the process (lmdb-js issue 368).
    this.root = open({
      path,
      maxDbs: MAX_TABLES,
      overlappingSync: false,
      eventTurnBatching: false,
      ...ENCODINGS,
    });
    this.clock = clock;
    const { tables, commits } = this;
    this.sweeper = createSweeper({ tables, commits, clock, timers, log });
  }

  async open(service: string): Promise<Engine> {
    let isOpen = true;
    const run: Run = async (operation, step) => {
      if (!isOpen || this.closing) throw new StoreUnavailable('the store is closed');
      return this.perform(operation, step);
    };
    const close = async (): Promise<void> => {
      isOpen = false;
    };
    return recordEngine({ clock: this.clock, process: service, service, run, close });
  }

  checks(): readonly StoreCheck[] {
    return [this.commits.check()];
  }

  close(): Promise<void> {
    this.closing ??= this.sweeper.close().then(() => this.root.close());
    return this.closing;
  }

  private async perform<T>(operation: Operation, step: (records: Records) => T): Promise<T> {
    const table = this.table(`${operation.service}/${operation.target}`);
    if (operation.writes) return this.commits.commit(table, () => step(lmdbRecords(table)));
    // lmdb keeps a snapshot for a turn of the event loop; what another process was answered since must be seen.
    table.resetReadTxn();
    return step(lmdbRecords(table));
  }

  private table(name: string): LmdbTable {
    const table = this.tables.get(name) ?? this.opened(name);
    this.tables.set(name, table);
    return table;
  }

  private opened(name: string): LmdbTable {
    try {
      return this.root.openDB<string, Uint8Array>({ name, ...ENCODINGS }); // makes it where there is none
    } catch (cause) {
      throw new StoreUnavailable(`the embedded store cannot open ${name}: ${String(cause)}`, cause);
    }
  }
}
