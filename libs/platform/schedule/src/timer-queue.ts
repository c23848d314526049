import { type Millis } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { type Columns } from '@hansom/platform-store';

import { attempt, type Maker } from './attempt.ts';
import { type Decision } from './decision.ts';
import { inTime } from './in-time.ts';
import { timerDone } from './intentions.ts';
import { budgetUntil, readStanding } from './parts.ts';
import { isGivenUp, type Judged, PAGE, type Queue } from './queue.ts';
import { type AggregateState, type Standing, traitsOf } from './state.ts';
import { type TimerRow } from './tables.ts';

/** A timer that is due and valid. */
export interface DueTimer {
  name: string;
  /** When it was to fire; it may be (much) later now. */
  due: number;
}

/** What a timer decides: undefined, or the error that refuses its transition, is nothing any more. */
export type TimerDecision<F extends Columns, S extends string> = Decision<F, S> | HansomError | undefined;

/**
 * What a timer does. Its decision is conditional on the very version it was given. What it throws keeps the timer: it is asked again, with
 * back-off, for ever. One that takes longer than 30 s (real time) has failed; what it says later is not heard.
 */
export type TimerHandler<F extends Columns, S extends string> = (
  state: AggregateState<F, S>,
  timer: DueTimer,
) => TimerDecision<F, S> | Promise<TimerDecision<F, S>>;

export type TimerHandlers<F extends Columns, S extends string> = Readonly<Record<string, TimerHandler<F, S>>>;

/** How long a handler may take: more than any that asks others with a deadline. */
const LONGEST_MS: Millis = 30_000;

/** Timers: those that are due and valid are fired, those to come are handed to `upcoming`. */
export class TimerQueue<F extends Columns, S extends string> implements Queue<TimerRow> {
  readonly name = 'timers';
  readonly patienceMs: Millis = 1_000;
  private readonly inHand = new Set<string>();

  constructor(
    private readonly maker: Maker<F, S>,
    private readonly handlers: TimerHandlers<F, S>,
    private readonly upcoming: (timer: TimerRow) => void,
  ) {}

  /** Those to come first, which takes no time, then the newest: what has failed before holds up none of them. */
  list: Queue<TimerRow>['list'] = async (partition, page) => {
    const { rows, ...rest } = await this.maker.parts.timers.range({ partition, limit: PAGE, page });
    return { ...rest, rows: rows.toSorted((a, b) => b.due - a.due) };
  };

  async judge(row: TimerRow, closing: boolean): Promise<Judged> {
    const key = timerKey(row);
    if (this.inHand.has(key)) return 'open';
    this.inHand.add(key);
    try {
      return await this.judged(row, closing);
    } finally {
      this.inHand.delete(key);
    }
  }

  private async judged(row: TimerRow, closing: boolean): Promise<Judged> {
    const { parts } = this.maker;
    if (row.due > parts.effects.clock.now()) {
      this.upcoming(row);
      return 'open';
    }
    const standing = await readStanding(parts, row.id, budgetUntil(parts.effects, undefined));
    const missing = standing.stand.version < row.version;
    const over = missing ? await isGivenUp(parts, standing, closing) : await this.isOver(row, standing);
    if (!over) return 'open';
    await timerDone(parts, row);
    return 'settled';
  }

  /** Fires the timer if it is valid; whether it needs nobody any more. */
  private async isOver(row: TimerRow, standing: Standing<F, S>): Promise<boolean> {
    const { view } = standing;
    const { parts } = this.maker;
    if (!view || !isValid(row, standing) || traitsOf(parts.aggregate, view.state).terminal) return true;
    const decision = await this.decided(row, view);
    if (!decision || decision instanceof HansomError) return true;
    // Who stays in the state leaves the timer valid: then the key is what tells that it has fired.
    const command = decision.to === undefined ? timerKey(row) : undefined;
    const made = await attempt(
      this.maker,
      { standing, decision, command },
      budgetUntil(parts.effects, undefined),
    );
    return made !== undefined;
  }

  private decided(row: TimerRow, view: AggregateState<F, S>): Promise<TimerDecision<F, S>> {
    const { effects, service } = this.maker.parts;
    const { name, due } = row;
    const late = (): never => {
      const description = `the timer ${name} took longer than ${LONGEST_MS} ms`;
      throw new HansomError('deadline_exceeded', `${service}.deadline_exceeded`, { description });
    };
    const work = Promise.resolve(this.handlerOf(row)(view, { name, due }));
    return inTime(effects.timers, LONGEST_MS, { work, late });
  }

  /** A timer of another version of the service waits for a process that knows it. */
  private handlerOf({ name }: TimerRow): TimerHandler<F, S> {
    const handler = Object.hasOwn(this.handlers, name) ? this.handlers[name] : undefined;
    if (!handler) throw new TypeError(`${this.maker.parts.aggregate.name}: no timer is called ${name}`);
    return handler;
  }
}

/** Only while version and attempt that armed it are those that entered the present state. */
function isValid<F extends Columns, S extends string>(row: TimerRow, standing: Standing<F, S>): boolean {
  const { view, commands } = standing;
  const entered = view?.entered;
  const armed = entered?.version === row.version && entered.attempt === row.attempt;
  return armed && !commands.includes(timerKey(row));
}

/** Unique for each timer that was ever armed. */
export function timerKey({ id, version, attempt: by, name }: TimerRow): string {
  return `timer ${id} ${version} ${by} ${name}`;
}
