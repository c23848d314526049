import { type Effects, type Instant, later, type Millis } from '@hansom/platform-context';
import { type ContendedTable, type TableRow } from '@hansom/platform-store';

import { type WireAnswer } from '../problems/problem.ts';
import { type KeyScope } from './idempotency.ts';
import { type idempotencyTable } from './idempotency-table.ts';

export type IdempotencyTable = ContendedTable<typeof idempotencyTable>;
type Row = TableRow<typeof idempotencyTable>;
type Columns = Omit<Row, keyof KeyScope>;

/** A request under a key. */
export interface KeyedRequest extends KeyScope {
  readonly hash: string;
  /** How long an execution may take, in real milliseconds. */
  readonly deadlineMs: Millis;
}

/** What is to be done with it. */
export type Taken =
  /** Execute it, and say how that ended. */
  | { readonly outcome: 'execute'; readonly since: Instant; readonly execution: Execution }
  | { readonly outcome: 'replay'; readonly answer: WireAnswer }
  | { readonly outcome: 'reused' }
  | { readonly outcome: 'in_flight' };

/** The right to execute: taken over by another when its time is up. */
export interface Execution {
  /** Repeats get this answer from now on. */
  finish(answer: WireAnswer): Promise<void>;
  /** It came to nothing: the next one may execute at once. */
  release(): Promise<void>;
}

export const KEPT_MS: Millis = 24 * 60 * 60 * 1000;
const TTL = { ttlMs: 2 * KEPT_MS };

/** Settling a write may take 2 s beyond the deadline of what is executed. */
const GRACE_MS: Millis = 2_000;

/** Each round loses to somebody else's progress on the same key. */
const MAX_ROUNDS = 8;

/** The records of keys. What is stored is in domain time; a deadline counts as many domain milliseconds as pass in its real ones. */
export class IdempotencyKeys {
  constructor(
    private readonly table: IdempotencyTable,
    private readonly effects: Pick<Effects, 'clock' | 'ids'>,
  ) {}

  /** Takes the key, by insert-if-absent, before anything is done. */
  async take(request: KeyedRequest): Promise<Taken> {
    const row = { ...keyOf(request), ...this.firstColumns(request) };
    const written = await this.table.insertIfAbsent(row, TTL);
    if (written.applied) return this.execute(row);
    return this.decide(request, written.current ?? row);
  }

  private async decide(request: KeyedRequest, seen: Row): Promise<Taken> {
    let current: Row = seen;
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const next = this.takeover(request, current);
      if ('outcome' in next) return next;
      const { attempt } = current;
      const written = await this.table.compareAndSet(keyOf(request), { expect: { attempt }, set: next }, TTL);
      if (written.applied) return this.execute({ ...current, ...next });
      current = written.current ?? current;
    }
    return { outcome: 'in_flight' };
  }

  /** What the row says, or what it has to become for this request to be executed. */
  private takeover(request: KeyedRequest, current: Row): Taken | Columns {
    const now = this.effects.clock.now();
    if (later(current.since, KEPT_MS) <= now) return this.firstColumns(request);
    if (current.request_hash !== request.hash) return { outcome: 'reused' };
    if (current.status !== undefined) return { outcome: 'replay', answer: answerOf(current) };
    if (now < current.busy_until) return { outcome: 'in_flight' };
    const { attempt, busy_until } = this.firstColumns(request);
    return { ...columnsOf(current), attempt, busy_until };
  }

  private execute(row: Row): Taken {
    const set = async (columns: Partial<Columns>): Promise<void> => {
      const key = keyOf(row);
      await this.table.compareAndSet(key, { expect: { attempt: row.attempt }, set: columns }, TTL);
    };
    const execution: Execution = {
      finish: ({ status, headers, body }) =>
        set({ attempt: `${row.attempt}.finished`, status, headers: JSON.stringify(headers), body }),
      release: () => set({ attempt: `${row.attempt}.released`, busy_until: this.effects.clock.now() }),
    };
    return { outcome: 'execute', since: row.since, execution };
  }

  private firstColumns({ deadlineMs, hash }: KeyedRequest): Columns {
    const { clock, ids } = this.effects;
    const since = clock.now();
    const busy_until = later(since, Math.ceil((deadlineMs + GRACE_MS) * clock.speed));
    const unanswered = { status: undefined, headers: undefined, body: undefined };
    return { request_hash: hash, since, attempt: ids.uuid(), busy_until, ...unanswered };
  }
}

function keyOf({ caller, operation, key }: KeyScope): KeyScope {
  return { caller, operation, key };
}

function columnsOf({ caller: _caller, operation: _operation, key: _key, ...columns }: Row): Columns {
  return columns;
}

function answerOf({ status = 0, headers = '{}', body }: Row): WireAnswer {
  return { status, headers: JSON.parse(headers) as WireAnswer['headers'], body }; // written by `finish`
}
