import { type Effects, monotonicInstant } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { type Engine, OutcomeUnknown, type ReadDecision } from '@hansom/platform-store';
import { type Process, type Simulation } from '@hansom/testing-simulation';

import { type Aggregates, aggregatesOf } from '../aggregates.ts';
import { partsOf } from '../parts.ts';
import { type CollectingSink, collectingSink } from './collecting-sink.ts';
import { type hold, sampleHolds } from './holds.ts';
import { methodsOf } from './methods-of.ts';

/** What changes from run to run: how writers wait; and, as a mistake, how they see the store, their clocks, the reads that settle. */
export interface Variant {
  /** Who does not get an answer soon is told that it is unknown. */
  impatient?: boolean;
  engine?: (engine: Engine) => Engine;
  readDecision?: ReadDecision;
  /** Intentions never look old. */
  ageless?: boolean;
}

export type Holds = Aggregates<(typeof hold)['fields'], keyof (typeof hold)['states']>;

/** What a writer was told, by the name that its events carry. */
export interface Told {
  writer: string;
  answer: 'applied' | 'not applied' | 'unknown';
}

interface Member {
  process: Process;
  holds: Holds;
}

export class World {
  readonly sink: CollectingSink = collectingSink();
  readonly told: Told[] = [];

  constructor(
    readonly simulation: Simulation,
    private readonly variant: Variant,
  ) {}

  /** A process and its aggregates, swept once: what it does first and only once is behind it. */
  async process(name: string, clocks: Partial<Effects> = {}): Promise<Member> {
    const process = this.simulation.process(name);
    const { engine = (given: Engine): Engine => given, readDecision } = this.variant;
    const effects = { ...process.effects, ...clocks };
    const parts = partsOf(effects, engine(immortal(process.engine('sample'))), sampleHolds);
    const holds = aggregatesOf({ ...parts, readDecision }, { ...sampleHolds, sink: this.sink });
    await holds.sweep();
    return { process, holds };
  }

  /** A process that writes; only its intentions can be ageless. */
  writer(name: string): Promise<Member> {
    const timeless = { monotonic: { now: () => monotonicInstant(0) } };
    return this.process(name, this.variant.ageless ? timeless : {});
  }

  /** One round of a sweeper; one that the store does not answer is given up, as the loop would until its next. */
  async sweepOnce(holds: Holds): Promise<void> {
    try {
      await holds.sweep();
    } catch (error) {
      if (!(error instanceof HansomError)) throw error;
    }
  }

  /** What was told and what was heard, in whatever order, whoever lives to remember it. */
  facts(): unknown {
    const heard = new Set(this.sink.events.map(({ key, version }) => `${key} ${version}`));
    const told = this.told.map(({ writer, answer }) => `${writer} ${answer}`);
    return { told: told.sort(), heard: [...heard].sort() };
  }

  /** Runs a call in the name of a writer, and notes what it is told. */
  async note(writer: string, call: () => Promise<{ outcome: string }>): Promise<void> {
    try {
      const { outcome } = await call();
      this.told.push({ writer, answer: outcome === 'applied' ? 'applied' : 'not applied' });
    } catch (error) {
      if (!(error instanceof HansomError)) throw error;
      this.told.push({ writer, answer: error instanceof OutcomeUnknown ? 'unknown' : 'not applied' });
    }
  }
}

/** Rows live for ever: a run lasts minutes, and when exactly a row was written is nothing that matters. */
function immortal(engine: Engine): Engine {
  return { ...methodsOf(engine), put: (table, row) => engine.put(table, row) };
}
