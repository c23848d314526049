import { type Effects, type Millis } from '@hansom/platform-context';
import {
  aggregate,
  budgetOf,
  type Engine,
  int,
  OutcomeUnknown,
  settleTransition,
  StoreUnavailable,
  table,
  text,
} from '@hansom/platform-store';

import { askedPatiently } from '../src/migrations/patience.ts';

import { keepsOf } from './specs-store.ts';

const rides = aggregate({ name: 'rides', fields: { client: int() }, states: { ON: {} } });
const notes = table({ name: 'notes', partition: { id: text() }, columns: { body: text() } });

export const stormKeeps = keepsOf([rides, notes]);

const ROWS = 20;
const PATIENCE_MS: Millis = 10_000;
/** Of each client: 8 of them make about 200 transitions and 200 plain writes a second. */
const PAUSE_MS: Millis = 40;

/** What a client was told of an attempt. */
interface Told {
  id: string;
  version: number;
  attempt: string;
  verdict: 'applied' | 'lost' | 'unknown';
}

/** Clients that make transitions of a few contended rows, and plain writes, as long as they are let. */
export class Storm {
  private readonly told: Told[] = [];
  private readonly written: string[] = [];
  private readonly clients: Promise<void>[];
  private running = true;
  private lastApplied: number;
  /** The longest time in which no transition was acknowledged to anybody: real milliseconds. */
  longestGapMs = 0;

  constructor(
    engines: readonly Engine[],
    private readonly effects: Effects,
  ) {
    this.lastApplied = effects.monotonic.now();
    this.clients = engines.map((engine, client) => this.client(engine, client));
  }

  get acknowledged(): number {
    return this.told.filter(({ verdict }) => verdict === 'applied').length;
  }

  /** Ends when no client has anything under way. */
  async stop(): Promise<void> {
    this.running = false;
    await Promise.all(this.clients);
  }

  /** What is wrong with the histories of the rows, a sentence each: against what the clients were told. */
  async wrong(engine: Engine): Promise<string[]> {
    const problems = await Promise.all(
      Array.from({ length: ROWS }, (_, row) => this.wrongWith(engine, `row-${row}`)),
    );
    const rows = await Promise.all(
      this.written.map((id) => this.asked(() => engine.get(notes, { id }, 'plain'))),
    );
    const lost = this.written.filter((_, index) => rows[index] === undefined);
    return [...problems.flat(), ...lost.map((id) => `${id} was acknowledged and is gone`)];
  }

  /** Nodes that were hurt may be slow for a while. */
  private asked<T>(ask: () => Promise<T>): Promise<T> {
    return askedPatiently(this.effects, 'what is there', ask);
  }

  private async client(engine: Engine, client: number): Promise<void> {
    const { random, timers } = this.effects;
    for (let turn = 0; this.running; turn++) {
      const id = `row-${Math.floor(random.next() * ROWS)}`;
      await Promise.all([
        this.transition(engine, { id, client, turn }),
        this.write(engine, `${client}-${turn}`),
      ]);
      await timers.sleep(PAUSE_MS * random.next());
    }
  }

  private async transition(
    engine: Engine,
    { id, client, turn }: { id: string; client: number; turn: number },
  ): Promise<void> {
    const state = await orNothing(engine.readState(rides, id, 'serial').then((row) => row ?? {}));
    if (!state) return;
    const version = Number(state.version ?? 0) + 1;
    const attempt = `${client}-${turn}`;
    const event = { version, attempt, type: 'ride.changed', payload: new Uint8Array(100), occurred_at: 0 };
    const batch = {
      ...{ id, event, expect: { version: version - 1, fence: 0 } },
      state: { version, state: 'ON', client },
    };
    const budget = budgetOf(this.effects, PATIENCE_MS);
    const verdict = await orNothing(settleTransition({ engine, of: rides }, batch, budget));
    this.told.push({ id, version, attempt, verdict: verdict ?? 'unknown' });
    if (verdict === 'applied') this.noteApplied();
  }

  private async write(engine: Engine, id: string): Promise<void> {
    const acknowledged = await orNothing(engine.put(notes, { id, body: 'x' }).then(() => true));
    if (acknowledged) this.written.push(id);
  }

  private noteApplied(): void {
    const now = this.effects.monotonic.now();
    this.longestGapMs = Math.max(this.longestGapMs, Math.round(now - this.lastApplied));
    this.lastApplied = now;
  }

  private async wrongWith(engine: Engine, id: string): Promise<string[]> {
    const made = new Map<number, string>();
    for (let from = 1; ; from += 1_000) {
      const events = await this.asked(() => engine.readEvents(rides, id, { from, to: from + 999 }));
      for (const { version, attempt } of events) made.set(Number(version), String(attempt));
      if (events.length === 0) break;
    }
    const told = this.told.filter((one) => one.id === id);
    const state = await this.asked(() => engine.readState(rides, id, 'serial'));
    const mayBe = new Set(told.filter(({ verdict }) => verdict !== 'lost').map(({ attempt }) => attempt));
    return [
      ...(Number(state?.version ?? 0) === made.size
        ? []
        : [`${id}: ${made.size} events of ${state?.version}`]),
      ...told
        .filter(({ verdict, version, attempt }) => verdict === 'applied' && made.get(version) !== attempt)
        .map(
          ({ version, attempt }) =>
            `${id} ${version}: ${attempt} was acknowledged, ${made.get(version)} is there`,
        ),
      ...[...made]
        .filter(([, attempt]) => !mayBe.has(attempt))
        .map(([version, attempt]) => `${id} ${version}: ${attempt} is there, and nobody was told so`),
    ];
  }
}

/** Undefined: the store could not tell, or could not be asked. */
async function orNothing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof OutcomeUnknown || error instanceof StoreUnavailable) return undefined;
    throw error;
  }
}
