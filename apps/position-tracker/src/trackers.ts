import { type Effects, type Millis, type MonotonicInstant } from '@hansom/platform-context';

import { type Announcer } from './announcer.ts';
import { type PositionTrackerConfig } from './config.ts';
import { type Fix, type NoFix, type Refusal, REFUSALS, type Whose } from './domain/fix.ts';
import { isRunning, type Job } from './domain/job.ts';
import { Moves } from './domain/moves.ts';
import { followed, type JudgedFix, type Stored, type Track, trackOf } from './domain/track.ts';
import { type Forwarder } from './forwarder.ts';
import { type RecentWriter } from './recent-writer.ts';
import { type Jobs } from './store/jobs.ts';
import { type RecentFixes } from './store/recent-fixes.ts';
import { type TraceKeeper } from './trace-keeper.ts';

export interface TrackersOptions {
  effects: Pick<Effects, 'clock' | 'monotonic'>;
  config: () => PositionTrackerConfig;
  jobs: Pick<Jobs, 'ofDriver'>;
  recent: Pick<RecentFixes, 'read'>;
  keeper: TraceKeeper;
  writer: RecentWriter;
  forwarder: Forwarder;
  announcer: Announcer;
}

/** What became of a driver's fixes. */
export interface Followed {
  readonly ackSeq: bigint;
  readonly judged: readonly JudgedFix[];
  /** Whether the driver has a job. */
  readonly busy: boolean;
}

interface Held {
  track: Track;
  /** Jobs that the driver was known to have when the track was as it is. */
  running: readonly Job[];
  touchedAt: MonotonicInstant;
}

/** A driver of whom nothing is heard for so long is let go. */
const IDLE_MS: Millis = 600_000;
/** Where nothing came for so long, another instance may have had the driver's city meanwhile: who asks is told what it stored, if that is later. */
const TRUSTED_MS: Millis = 30_000;

/**
 * The ways of drivers, as far as they are of use now. Fixes of one driver are taken one batch after the other. What belongs to a trip is stored
 * before anything is remembered, so a batch that was not acknowledged can come again.
 */
export class Trackers {
  private readonly held = new Map<string, Held>();
  private readonly turns = new Map<string, Promise<unknown>>();
  /** Who moved, for whoever watches a city. */
  readonly moves = new Moves();
  readonly refused: Record<Refusal, number>;
  accepted = 0;

  constructor(private readonly options: TrackersOptions) {
    const none = REFUSALS.map((reason) => [reason, 0] as const);
    this.refused = Object.fromEntries(none) as Record<Refusal, number>; // of all of them
  }

  /** Drivers in memory. */
  get size(): number {
    return this.held.size;
  }

  /** Takes fixes in the order of their numbers. */
  follow(whose: Whose, fixes: readonly (Fix | NoFix)[]): Promise<Followed> {
    return this.inTurn(whose.driverId, () => this.take(whose, fixes));
  }

  /** The way of a driver, as far as it is known, to whomever. */
  async trackOf(driverId: string): Promise<Track> {
    const held = this.held.get(driverId);
    if (!held || this.ageOf(held) <= TRUSTED_MS) return (await this.heldOf(driverId)).track;
    const recent = await this.options.recent.read(driverId);
    const stored = trackOf({ recent, traced: [] }, this.options.config());
    const { track: own } = await this.heldOf(driverId); // fixes may have come meanwhile
    return isLater(stored, own) ? stored : own;
  }

  /** The last fixes of a driver whose fixes come here, good or not. */
  newestOf(driverId: string): readonly (Fix | NoFix)[] {
    return this.held.get(driverId)?.track.newest ?? [];
  }

  /** Lets go of drivers who are quiet. */
  forgetIdle(): void {
    for (const [driverId, held] of this.held) {
      if (this.ageOf(held) <= IDLE_MS || this.turns.has(driverId)) continue;
      if (held.track.last) this.options.writer.note(driverId, held.track.last);
      this.held.delete(driverId);
      this.moves.forget(driverId);
    }
  }

  /** Has the last fix of everybody written: before the service stops. */
  noteAll(): void {
    for (const [driverId, { track }] of this.held)
      if (track.last) this.options.writer.note(driverId, track.last);
  }

  /** By which fixes are judged. */
  private async heldOf(driverId: string): Promise<Held> {
    const held = this.held.get(driverId);
    if (held) return held;
    const { running, ...stored } = await this.storedOf(driverId);
    const track = trackOf(stored, this.options.config());
    return this.held.get(driverId) ?? this.hold(driverId, { track, running }); // fixes may have come meanwhile
  }

  private async take(whose: Whose, fixes: readonly (Fix | NoFix)[]): Promise<Followed> {
    const { effects, config, jobs, keeper } = this.options;
    const [held, own] = await Promise.all([this.heldOf(whose.driverId), jobs.ofDriver(whose.driverId)]);
    const { track: before } = held;
    const asked = { rules: config(), now: effects.clock.now() };
    const { track, judged } = followed(before, fixes, asked);
    const running = own.filter(isRunning);
    // Another instance may have been told that the meter runs, after fixes of the trip had come here.
    const untold = running.filter((job) => isUntold(job, held));
    await Promise.all(untold.map((job) => keeper.keepEarlier(job, before.newest, asked)));
    await keeper.keep(own, judged, { ...asked, known: before.judged.seq });
    this.hold(whose.driverId, { track, running });
    this.spread(whose, { before, track, running });
    for (const { refusal } of judged) this.count(refusal);
    return { ackSeq: track.judged.seq, judged, busy: running.length > 0 };
  }

  /** Of a driver with a job the trace knows every number that was acknowledged; the recent fixes may have been lost with the process. */
  private async storedOf(driverId: string): Promise<Stored & Pick<Held, 'running'>> {
    const { recent, jobs, keeper } = this.options;
    const [fixes, own] = await Promise.all([recent.read(driverId), jobs.ofDriver(driverId)]);
    const running = own.filter(isRunning);
    const [job] = running;
    return { recent: fixes, traced: job ? await keeper.latest(job) : [], running };
  }

  /** Tells everybody whom it concerns that a driver moved. */
  private spread(
    whose: Whose,
    { before, track, running }: { before: Track; track: Track; running: Job[] },
  ): void {
    const { last } = track;
    if (!last || last === before.last) return;
    const { forwarder, announcer, writer } = this.options;
    this.moves.note(whose.city, whose.driverId, last);
    forwarder.forward(whose.city, whose.driverId, last);
    for (const job of running) announcer.tell(job, last);
    for (const fix of track.recent) if (!before.recent.includes(fix)) writer.note(whose.driverId, fix);
  }

  private ageOf({ touchedAt }: Held): Millis {
    return this.options.effects.monotonic.now() - touchedAt;
  }

  private hold(driverId: string, known: Pick<Held, 'track' | 'running'>): Held {
    const held = { ...known, touchedAt: this.options.effects.monotonic.now() };
    this.held.set(driverId, held);
    return held;
  }

  private count(refusal: Refusal | undefined): void {
    if (refusal) this.refused[refusal] += 1;
    else this.accepted += 1;
  }

  private inTurn<T>(driverId: string, work: () => Promise<T>): Promise<T> {
    const before = this.turns.get(driverId) ?? Promise.resolve();
    const mine = before.then(work, work); // what became of the one before is its caller's affair
    this.turns.set(driverId, mine);
    const done = (): void => {
      if (this.turns.get(driverId) === mine) this.turns.delete(driverId);
    };
    void mine.then(done, done);
    return mine;
  }
}

function isLater(one: Track, other: Track): boolean {
  return (one.last?.at ?? 0) > (other.last?.at ?? 0);
}

/** Whether fixes of a trip may have come before anybody here knew of the job. */
function isUntold({ bookingId, phase }: Job, { running }: Held): boolean {
  return phase === 'ON_TRIP' && !running.some((job) => job.bookingId === bookingId);
}
