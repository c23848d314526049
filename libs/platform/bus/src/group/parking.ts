import { type Effects } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { type EventEnvelope } from '@hansom/platform-schedule';
import { type ContendedTable, type Engine, openTable } from '@hansom/platform-store';

import { type ParkedRow, type ParkedStatus, parkedTable } from './tables.ts';

/** What an operator may say of a parked event. */
export type Order = 'replay' | 'skip';

export interface ParkedAt {
  readonly key: string;
  readonly version: number;
}

const PAGE = 500;
const LONGEST_REASON = 500;

/** The events of a group that failed too often. The table is the truth; what is in memory is as old as the last `load`. */
export class Parking {
  private readonly table: ContendedTable<typeof parkedTable>;
  private parked = new Map<string, Set<number>>();

  constructor(
    engine: Engine,
    private readonly effects: Effects,
    private readonly options: { service: string; group: string },
  ) {
    this.table = openTable(engine, parkedTable, effects);
  }

  get size(): number {
    return [...this.parked.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** Whether this event is parked; without a version: whether any of the aggregate is. */
  holds(key: string, version?: number): boolean {
    const versions = this.parked.get(key);
    return versions !== undefined && (version === undefined || versions.has(version));
  }

  /** Reads the table. Gives what is not done: those that wait, and those for which an operator has spoken. */
  async load(): Promise<ParkedRow[]> {
    const rows: ParkedRow[] = [];
    let page: string | undefined;
    do {
      const read = await this.table.range({ partition: { group: this.options.group }, limit: PAGE, page });
      rows.push(...read.rows.filter(({ status }) => status !== 'done'));
      page = read.next;
    } while (page !== undefined);
    this.parked = new Map();
    for (const { key, version, status } of rows) if (status === 'parked') this.note(key, version);
    return rows;
  }

  /** Parks an event. False: it is not to be parked, since it was dealt with meanwhile. */
  async park({ key, version }: EventEnvelope, error: unknown): Promise<boolean> {
    const row = { group: this.options.group, key, version, step: 0, status: 'parked' as const };
    const now = { reason: reasonOf(error), parked_at: this.effects.clock.now() };
    const written = await this.table.insertIfAbsent({ ...row, ...now });
    if (written.applied || written.current?.status === 'parked') return this.note(key, version);
    if (written.current?.status !== 'replay') return false;
    return (await this.change(written.current, 'parked', now)) ? this.note(key, version) : false;
  }

  /** Notes what an operator says. Throws `<service>.not_parked`. The same order again is taken as the first one. */
  async order(order: Order, at: ParkedAt): Promise<ParkedRow> {
    const row = await this.table.get({ group: this.options.group, key: at.key, version: at.version });
    if (row && (row.status === order || (row.status === 'parked' && (await this.change(row, order))))) {
      this.forget(at);
      return { ...row, status: order, step: row.status === order ? row.step : row.step + 1 };
    }
    const description = 'this event is not parked, or no longer';
    const context = { group: this.options.group, aggregate: at.key, version: String(at.version) };
    throw new HansomError('failed_precondition', `${this.options.service}.not_parked`, {
      description,
      context,
    });
  }

  /** What an operator said is done. */
  async done(row: ParkedRow): Promise<void> {
    await this.change(row, 'done');
    this.forget(row);
  }

  private async change(
    { group, key, version, step }: ParkedRow,
    status: ParkedStatus,
    more: Partial<ParkedRow> = {},
  ): Promise<boolean> {
    const set = { ...more, status, step: step + 1 };
    return (await this.table.compareAndSet({ group, key, version }, { expect: { step }, set })).applied;
  }

  private note(key: string, version: number): true {
    const versions = this.parked.get(key) ?? new Set();
    this.parked.set(key, versions.add(version));
    return true;
  }

  private forget({ key, version }: ParkedAt): void {
    const versions = this.parked.get(key);
    versions?.delete(version);
    if (versions?.size === 0) this.parked.delete(key);
  }
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, LONGEST_REASON);
}
