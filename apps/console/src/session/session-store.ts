import { type Effects, later, type Millis } from '@hansom/platform-context';
import { type ContendedTable, type WriteOptions } from '@hansom/platform-store';

import { type Session, type sessionsTable } from './sessions-table.ts';

export type SessionsTable = ContendedTable<typeof sessionsTable>;

/** How long a session may lie unused. Real time: what is stored is as much domain time as passes in it. */
export const IDLE_MS: Millis = 12 * 3_600_000;

/** The rows of sessions. Every change names the row that it was made from, and is refused when there is a newer one. */
export class SessionStore {
  constructor(
    private readonly table: SessionsTable,
    private readonly effects: Pick<Effects, 'clock' | 'ids'>,
  ) {}

  async insert(
    session: Omit<Session, 'revision' | 'idle_until' | 'renewing_until' | 'ended'>,
  ): Promise<void> {
    const { effects } = this;
    const row = { ...session, revision: effects.ids.uuid(), idle_until: this.idleUntil(), ended: false };
    const written = await this.table.insertIfAbsent({ ...row, renewing_until: undefined }, this.kept);
    if (!written.applied) throw new TypeError('a session has the id of another');
  }

  /** A session that counts; undefined: there is none, or it is over. */
  async live(id: string): Promise<Session | undefined> {
    const row = await this.table.get({ id });
    return row && !row.ended && this.effects.clock.now() < row.idle_until ? row : undefined;
  }

  /** The row as it is then; undefined: somebody else was first. */
  async change(row: Session, change: Partial<Session>): Promise<Session | undefined> {
    const { id, ...columns } = { ...row, ...change, revision: this.effects.ids.uuid() };
    const expect = { revision: row.revision };
    const written = await this.table.compareAndSet({ id }, { expect, set: columns }, this.kept); // all of them: a row ends as one
    return written.applied ? { id, ...columns } : undefined;
  }

  idleUntil() {
    return later(this.effects.clock.now(), this.idleMs);
  }

  /** Rows are written anew with every renewal. */
  private get kept(): WriteOptions {
    return { ttlMs: 2 * this.idleMs };
  }

  /** `IDLE_MS`, in domain time. */
  private get idleMs(): Millis {
    return Math.round(IDLE_MS * this.effects.clock.speed);
  }
}
