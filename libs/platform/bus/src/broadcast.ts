import { type Effects, type Millis } from '@hansom/platform-context';
import { type EventEnvelope } from '@hansom/platform-schedule';

import { KnownVersions } from './group/known-versions.ts';

export interface BroadcastOptions {
  readonly effects: Effects;
  readonly aggregate: string;
  /** Has an event handled; rejects when that failed. */
  readonly handle: (envelope: EventEnvelope) => Promise<void>;
}

/** Aggregates of which the newest version is remembered: more than are in the minutes of a walk, which tells again of the others. */
const MOST_REMEMBERED = 50_000;

/** What comes by for everybody: handled once or not at all, an aggregate's one after the other, none after a later one. */
export class Broadcast {
  readonly figures = { handled: 0, failures: 0, repeats: 0, lagMs: 0 as Millis };
  private readonly newest = new KnownVersions(MOST_REMEMBERED);
  private readonly last = new Map<string, Promise<void>>();

  constructor(private readonly options: BroadcastOptions) {}

  /** Never rejects. */
  async deliver(envelope: EventEnvelope): Promise<void> {
    const { aggregate, key, version } = envelope;
    if (aggregate !== this.options.aggregate) return;
    if (this.hasHeard(key, version)) {
      this.figures.repeats += 1;
      return;
    }
    this.newest.note(key, version);
    const before = this.last.get(key) ?? Promise.resolve();
    const own = before.then(() => this.handle(envelope));
    this.last.set(key, own);
    await own;
    if (this.last.get(key) === own) this.last.delete(key);
  }

  /** Whether this version came by, or a later one: it is never handled then. */
  hasHeard(key: string, version: number): boolean {
    return this.newest.of(key) >= version;
  }

  private async handle(envelope: EventEnvelope): Promise<void> {
    const { clock, log } = this.options.effects;
    try {
      await this.options.handle(envelope);
      this.figures.handled += 1;
      this.figures.lagMs = Math.max(0, clock.now() - envelope.occurredAt) / clock.speed;
    } catch (error) {
      this.figures.failures += 1;
      log.warn('broadcast event could not be handled', { event: envelope.id, error });
    }
  }
}
