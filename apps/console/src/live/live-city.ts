import { type Effects, later, type Millis, type MonotonicInstant } from '@hansom/platform-context';

import { Board } from './board/board.ts';
import { Dated } from './board/dated.ts';
import { type JobFact, type PaymentFact, type ShiftFact } from './board/facts.ts';
import { countsOf } from './board/figures.ts';
import { LastHour } from './board/last-hour.ts';
import { type Sample, Samples } from './board/samples.ts';
import { type Now, type Spot } from './protocol.ts';

const DEMAND_MS: Millis = 1_800_000;
const MOST_PICKUPS = 5_000;
/** So long after somebody asked for its figures a city still counts as looked at. */
const LOOKED_AT_MS: Millis = 60_000;

/** Where somebody asked for a ride, and when. */
export interface Asked {
  readonly at: Spot;
  readonly askedAt: number;
}

/** A city as the console knows it: what is, what was, and whether anybody looks. */
export class LiveCity {
  readonly board = new Board();
  private readonly lastHour: LastHour;
  private readonly samples = new Samples();
  private readonly pickups = new Dated<Spot>(MOST_PICKUPS);
  private lookedAt: MonotonicInstant | undefined;
  private listedAt: MonotonicInstant | undefined;
  /** Who looks on and on: the viewers of its sockets. */
  viewers = 0;
  /** As position-tracker gave it last. */
  cursor = '';

  constructor(
    readonly code: string,
    private readonly effects: Pick<Effects, 'clock' | 'monotonic'>,
  ) {
    this.lastHour = new LastHour(effects.clock.now());
  }

  /** Whether what was live before the console listened is known. */
  get isListed(): boolean {
    return this.listedAt !== undefined;
  }

  get isLookedAt(): boolean {
    if (this.viewers > 0) return true;
    return this.lookedAt !== undefined && this.effects.monotonic.now() - this.lookedAt < LOOKED_AT_MS;
  }

  heardShift(fact: ShiftFact): void {
    this.board.heardShift(fact, this.effects.monotonic.now());
  }

  heardJob(fact: JobFact): void {
    if (!this.board.heardJob(fact, this.effects.monotonic.now())) return;
    this.lastHour.heardJob(fact);
    if (this.isRecent(fact.createdAt)) this.pickups.put(fact.id, fact.createdAt, fact.pickup);
  }

  heardPayment(fact: PaymentFact): void {
    this.lastHour.heardPayment(fact);
  }

  /** All that is live was told. */
  listed(): void {
    this.listedAt = this.effects.monotonic.now();
  }

  isListedSince(ms: Millis): boolean {
    return this.listedAt !== undefined && this.effects.monotonic.now() - this.listedAt < ms;
  }

  /** Somebody looks, once. */
  look(): void {
    this.lookedAt = this.effects.monotonic.now();
  }

  now(): Now {
    const now = this.effects.clock.now();
    return {
      ...countsOf(this.board),
      lastHour: this.lastHour.figures(now),
      knownFor: this.lastHour.knownFor(now),
    };
  }

  history(): Sample[] {
    return this.samples.all(this.effects.clock.now());
  }

  /** Where rides were asked for in the last half hour of city time, the newest first. */
  demand(): Asked[] {
    const from = later(this.effects.clock.now(), -DEMAND_MS);
    const pickups = this.pickups.since(from).map(({ at, fact }) => ({ at: fact, askedAt: at }));
    return pickups.sort((a, b) => b.askedAt - a.askedAt);
  }

  /** Brings the board's figures up to date where somebody looks, and keeps what is due of the past. */
  keepUp(): void {
    const { clock, monotonic } = this.effects;
    this.board.forget(monotonic.now());
    if (!this.isListed) return;
    const sampleDue = this.samples.isDue(clock.now());
    if (!sampleDue && !this.isLookedAt) return;
    const now = this.now();
    this.board.tell({ ...now, knownFor: wholeMinutes(now.knownFor) });
    if (sampleDue) this.samples.note(clock.now(), now);
  }

  private isRecent(at: number): boolean {
    return this.effects.clock.now() - at <= DEMAND_MS;
  }
}

/** It grows all the time, and nobody reads it that closely. */
function wholeMinutes(span: Millis): Millis {
  return Math.floor(span / 60_000) * 60_000;
}
