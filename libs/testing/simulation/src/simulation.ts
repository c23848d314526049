import { createHash } from 'node:crypto';

import { type Effects, idsFrom, seededRandom, silentLogger, type Timers } from '@hansom/platform-context';
import { FakeTime, settle } from '@hansom/platform-context/testing';
import { canonical, type Engine, type Fate, type Operation, SimulatedStore } from '@hansom/platform-store';

import { observed } from './observed-engine.ts';

/** A simulated process: all that its tasks may use. */
export interface Process {
  readonly name: string;
  /** The clocks are common to all. Sleeping takes no time, and `after` never comes: time passes only when it is chosen. */
  readonly effects: Effects;
  engine(service: string): Engine;
}

/** An operation that waits to be let go. */
export interface Waiting {
  operation: Operation;
  release(fate: Fate): void;
}

interface Life {
  crashed: boolean;
  /** All that its tasks have learnt, in order: with it their local state is given. */
  readonly history: string[];
}

const SLEEPLESS: Timers = { after: () => () => undefined, sleep: () => Promise.resolve() };

/**
 * Processes over one simulated store and one clock. Every engine operation waits until somebody lets it go with a fate, so whoever
 * drives this decides the interleaving; tasks advance on their own only between two operations.
 */
export class Simulation {
  readonly time = new FakeTime();
  readonly store: SimulatedStore;
  /** What the tasks threw. */
  readonly failures: { process: string; error: unknown }[] = [];
  private queue: (Waiting & { process: string })[] = [];
  private readonly lives = new Map<string, Life>();
  private readonly starters: (() => void)[] = [];
  private calm = true;
  private begun = false;
  private passed = 0;
  /** Digest of the store, unless it changed since. */
  private contents: string | undefined;

  constructor() {
    const gate = (operation: Operation): Promise<Fate> | Fate => this.gate(operation);
    this.store = new SimulatedStore({ clock: this.time.clock, gate });
  }

  /** A process of this name; each has its own ids and randomness. */
  process(name: string): Process {
    const life: Life = { crashed: false, history: [] };
    this.lives.set(name, life);
    const random = seededRandom(hashOf(name));
    const note = (learnt: string): void => void life.history.push(learnt);
    const { clock, monotonic } = this.clocksOf(note);
    const ids = idsFrom(clock, random);
    const effects = { clock, monotonic, timers: SLEEPLESS, random, ids, log: silentLogger };
    return { name, effects, engine: (service) => observed(this.store.openAs(name, service), note) };
  }

  /** Gives a process a task, which starts when the simulation begins (or at once when it has begun). */
  spawn(process: Process, task: () => Promise<void>): void {
    const start = (): void => {
      task().catch((error: unknown) => this.failures.push({ process: process.name, error }));
    };
    if (this.begun) start();
    else this.starters.push(start);
  }

  /** From here on operations wait to be let go; until now, while all is set up, they were done at once. Starts the tasks. */
  async begin(): Promise<void> {
    this.begun = true;
    this.calm = false;
    for (const start of this.starters.splice(0)) start();
    await settle();
  }

  /** Operations that wait, of processes that are alive. */
  get waiting(): readonly Waiting[] {
    return this.queue;
  }

  get alive(): readonly string[] {
    return [...this.lives].filter(([, life]) => !life.crashed).map(([name]) => name);
  }

  /** Lets a waiting operation go. */
  async release(waiting: Waiting, fate: Fate): Promise<void> {
    this.queue = this.queue.filter((other) => other !== waiting);
    if (waiting.operation.writes) this.contents = undefined;
    waiting.release(fate);
    await settle();
  }

  /** Lets a delayed write arrive. */
  deliver(index: number): void {
    this.contents = undefined;
    this.store.deliver(index);
  }

  /** The process does nothing any more: its waiting operations are never performed, nor is any later one. */
  crash(name: string): void {
    const life = this.lives.get(name);
    if (life) life.crashed = true;
    this.queue = this.queue.filter(({ process }) => process !== name);
  }

  async pass(realMs: number): Promise<void> {
    this.passed += realMs;
    await this.time.advance(realMs);
  }

  /** From here on every operation is done at once; those that wait are let go. */
  async calmDown(): Promise<void> {
    this.calm = true;
    for (const { release } of this.queue.splice(0)) release('done');
    await settle();
  }

  /** Canonical text of everything that the future depends on. */
  snapshot(): string {
    const lives = [...this.lives].map(([name, life]) => [
      name,
      life.crashed,
      life.crashed ? '' : digestOf(life.history.join('\n')),
    ]);
    const waiting = this.queue.map(({ operation }) => canonical(operation)).sort();
    this.contents ??= digestOf(this.store.snapshot());
    return canonical([this.passed, lives, waiting, this.contents]);
  }

  /** The common clocks; a process learns the time when it reads it. */
  private clocksOf(note: (learnt: string) => void): Pick<Effects, 'clock' | 'monotonic'> {
    const { clock, monotonic } = this.time;
    let known = -1;
    const read = <T>(time: T): T => {
      if (known !== this.passed) note(`@${this.passed}`);
      known = this.passed;
      return time;
    };
    return {
      clock: { speed: clock.speed, now: () => read(clock.now()) },
      monotonic: { now: () => read(monotonic.now()) },
    };
  }

  private gate(operation: Operation): Promise<Fate> | Fate {
    if (this.lives.get(operation.process)?.crashed) return new Promise(() => undefined);
    if (this.calm) return 'done';
    return new Promise((release) => {
      this.queue.push({ operation, process: operation.process, release });
    });
  }
}

function digestOf(text: string): string {
  return createHash('sha1').update(text).digest('base64');
}

function hashOf(name: string): number {
  return [...name].reduce((hash, char) => Math.imul(hash, 31) + (char.codePointAt(0) ?? 0), 7);
}
