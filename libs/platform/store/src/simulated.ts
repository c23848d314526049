import { type Clock } from '@hansom/platform-context';

import { type Engine, OutcomeUnknown, type Store, type StoreCheck, StoreUnavailable } from './engine.ts';
import { MemoryTable } from './memory-table.ts';
import { type Operation } from './operation.ts';
import { recordEngine, type Run } from './record-engine.ts';
import { type Records } from './records.ts';
import { canonical } from './values.ts';

/**
 * What becomes of one operation. `done`: performed and answered. `unavailable`: not sent, `StoreUnavailable`. All others throw
 * `OutcomeUnknown`: `lost_before` was never performed, `lost_after` was, `delayed` stays in flight until `deliver`, or for ever.
 * A read has no effect, so all three are alike for it.
 */
export type Fate = 'done' | 'unavailable' | 'lost_before' | 'lost_after' | 'delayed';

export interface SimulatedStoreOptions {
  clock: Clock;
  /** Awaited before each operation, which is performed, atomically, when it resolves. Without it all are `done` at once. */
  gate?: (operation: Operation) => Promise<Fate> | Fate;
  /** Whether this plain read sees each row as it was before its last write. */
  staleReads?: (operation: Operation) => boolean;
}

interface InFlight {
  operation: Operation;
  apply: () => unknown;
}

/** A store in memory. With a gate and stale reads it is as adverse as Cassandra; without, plain and deterministic. */
export class SimulatedStore implements Store {
  private readonly tables = new Map<string, MemoryTable>();
  private flight: InFlight[] = [];
  private closed = false;
  readonly system = 'memory';

  constructor(private readonly options: SimulatedStoreOptions) {}

  async open(service: string): Promise<Engine> {
    return this.openAs(service, service);
  }

  checks(): readonly StoreCheck[] {
    return [];
  }

  /** An engine of `service` whose operations carry the name of the (simulated) process that calls. */
  openAs(process: string, service: string): Engine {
    let open = true;
    const run: Run = async (operation, step) => {
      const fate = this.options.gate ? await this.options.gate(operation) : 'done';
      if (!open || this.closed) throw new StoreUnavailable('the store is closed');
      return this.perform(fate, operation, step);
    };
    const close = async (): Promise<void> => {
      open = false;
    };
    return recordEngine({ clock: this.options.clock, process, service, run, close });
  }

  /** Delayed writes that have not arrived, oldest first. */
  get inFlight(): readonly Operation[] {
    return this.flight.map(({ operation }) => operation);
  }

  /** Lets a delayed write arrive now: its conditions are evaluated now, nobody hears the answer. */
  deliver(index: number): void {
    const [arrived] = this.flight.splice(index, 1);
    if (!arrived) throw new RangeError(`nothing is in flight at ${index}`);
    arrived.apply();
  }

  /** Canonical text of all that later operations can depend on: equal texts, equal stores. */
  snapshot(): string {
    const history = this.options.staleReads !== undefined;
    const names = [...this.tables.keys()].sort();
    const contents = names.map((name) => `${name}\n${this.tables.get(name)?.snapshot(history)}`);
    return [...contents, ...this.inFlight.map(canonical)].join('\n');
  }

  async close(): Promise<void> {
    this.closed = true;
  }

  private perform<T>(fate: Fate, operation: Operation, step: (records: Records) => T): T {
    const apply = (): T => step(this.records(operation));
    if (fate === 'done') return apply();
    if (fate === 'unavailable') throw new StoreUnavailable(`simulated: ${operation.kind} was not sent`);
    if (fate === 'lost_after' && operation.writes) apply();
    if (fate === 'delayed' && operation.writes) this.flight.push({ operation, apply });
    throw new OutcomeUnknown(`simulated: no answer to ${operation.kind}`);
  }

  private records(operation: Operation): Records {
    const name = `${operation.service}/${operation.target}`;
    const table = this.tables.get(name) ?? new MemoryTable();
    this.tables.set(name, table);
    const mayBeStale = !operation.writes && operation.level !== 'serial';
    return table.view(mayBeStale && (this.options.staleReads?.(operation) ?? false));
  }
}
