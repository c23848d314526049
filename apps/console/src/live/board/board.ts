import { type Millis, type MonotonicInstant, monotonicInstant } from '@hansom/platform-context';

import { type LiveJob, type Now, type ServiceHealth, type Taxi } from '../protocol.ts';
import { type DriverName, type JobFact, type Position, type ShiftFact } from './facts.ts';
import { type Difference, Tracked } from './tracked.ts';
import { Versions } from './versions.ts';

/** For so long what went is told to those who knew it; real time. Who was away for longer is told everything. */
const REMEMBERED_MS: Millis = 300_000;
/** Last positions of drivers, also of those without a shift: they may begin one. */
const MOST_POSITIONS = 20_000;
const NO_NAME: DriverName = { name: '', plate: '' };

/** What is different from what somebody knew. Undefined members: nothing is. */
export interface Changes {
  readonly taxis: Difference<Taxi>;
  readonly jobs: Difference<LiveJob>;
  readonly now: Now | undefined;
  readonly services: readonly ServiceHealth[] | undefined;
}

/**
 * A city as it is shown. Every change of it has the next revision. What is told twice, or late, changes nothing: versions decide, so lists and
 * events may come in any order.
 */
export class Board {
  private latest = 0;
  /** Who knows less than this cannot be told what went. */
  private forgotten = 0;
  private readonly taxis = new Tracked<Taxi>(() => (this.latest += 1));
  private readonly jobs = new Tracked<LiveJob>(() => (this.latest += 1));
  private readonly shiftVersions = new Versions();
  private readonly jobVersions = new Versions();
  /** Of each driver the shift that is not over. */
  private readonly shifts = new Map<string, ShiftFact>();
  private readonly positions = new Map<string, Position>();
  private readonly names = new Map<string, DriverName>();
  private figures: { now: Now; revision: number } | undefined;
  private services: { all: readonly ServiceHealth[]; revision: number } | undefined;

  get revision(): number {
    return this.latest;
  }

  /** Ids of shifts and jobs that are not over. */
  get live(): { shifts: string[]; jobs: string[] } {
    return { shifts: this.shiftVersions.ids(), jobs: this.jobVersions.ids() };
  }

  *allTaxis(): Generator<Taxi> {
    yield* this.taxis.values();
  }

  *allJobs(): Generator<LiveJob> {
    yield* this.jobs.values();
  }

  /** Drivers on shift whose names are not known, at most `limit`. */
  unnamed(limit: number): string[] {
    const unnamed = [];
    for (const driverId of this.shifts.keys()) {
      if (unnamed.length === limit) break;
      if (!this.names.has(driverId)) unnamed.push(driverId);
    }
    return unnamed;
  }

  heardShift(fact: ShiftFact, now: MonotonicInstant): void {
    const over = fact.doing === undefined;
    if (!this.shiftVersions.learn(fact.shiftId, fact.version, { over, now })) return;
    const known = this.shifts.get(fact.driverId);
    if (known && known.shiftId > fact.shiftId) return; // ids are in the order of time: this is a shift before
    if (!over) {
      this.shifts.set(fact.driverId, fact);
      this.show(fact.driverId);
    } else if (known?.shiftId === fact.shiftId) {
      this.shifts.delete(fact.driverId);
      this.taxis.remove(fact.driverId, now);
    }
  }

  /** Whether it is news. */
  heardJob({ id, version, live }: JobFact, now: MonotonicInstant): boolean {
    if (!this.jobVersions.learn(id, version, { over: live === undefined, now })) return false;
    if (live) this.jobs.put(live);
    else this.jobs.remove(id, now);
    return true;
  }

  moved(driverId: string, position: Position): void {
    const known = this.positions.get(driverId);
    if (known && known.fixAt >= position.fixAt) return;
    this.positions.delete(driverId);
    this.positions.set(driverId, position);
    const [oldest] = this.positions.keys();
    if (this.positions.size > MOST_POSITIONS && oldest !== undefined) this.positions.delete(oldest);
    this.show(driverId);
  }

  named(driverId: string, { name, plate }: DriverName): void {
    const known = this.taxis.get(driverId);
    this.names.set(driverId, { name, plate });
    if (known && (known.name !== name || known.plate !== plate)) this.show(driverId);
  }

  /** Puts down the figures, if they are others. */
  tell(now: Now): void {
    if (JSON.stringify(this.figures?.now) === JSON.stringify(now)) return;
    this.latest += 1;
    this.figures = { now, revision: this.latest };
  }

  /** Puts down how services do, if that is different. */
  tellServices(all: readonly ServiceHealth[]): void {
    if (JSON.stringify(this.services?.all) === JSON.stringify(all)) return;
    this.latest += 1;
    this.services = { all, revision: this.latest };
  }

  /** What is different from that revision. Undefined when that cannot be told: it is too old, or was never one. */
  after(revision: number): Changes | undefined {
    if (revision < this.forgotten || revision > this.latest) return undefined;
    return this.different(revision);
  }

  /** All that there is. */
  everything(): Changes {
    return this.different(-1);
  }

  /** Forgets what went long ago. */
  forget(now: MonotonicInstant): void {
    const before = monotonicInstant(now - REMEMBERED_MS);
    this.shiftVersions.forget(before);
    this.jobVersions.forget(before);
    this.forgotten = Math.max(this.forgotten, this.taxis.forget(before), this.jobs.forget(before));
    for (const driverId of this.names.keys()) if (!this.shifts.has(driverId)) this.names.delete(driverId);
  }

  private different(revision: number): Changes {
    const isNews = (part: { revision: number } | undefined) => (part?.revision ?? -1) > revision;
    return {
      taxis: this.taxis.after(revision),
      jobs: this.jobs.after(revision),
      now: isNews(this.figures) ? this.figures?.now : undefined,
      services: isNews(this.services) ? this.services?.all : undefined,
    };
  }

  /** A driver is shown as shift, last position and name have it; without a shift not at all. */
  private show(driverId: string): void {
    const shift = this.shifts.get(driverId);
    if (!shift?.doing) return;
    const { doing, since, bookingId } = shift;
    const { at, fixAt, bearing, metresPerSecond } = this.positions.get(driverId) ?? {};
    this.taxis.put({
      ...{ id: driverId, ...(this.names.get(driverId) ?? NO_NAME), doing, since },
      ...(at && { at, fixAt }),
      ...(bearing !== undefined && { bearing }),
      ...(metresPerSecond !== undefined && { metresPerSecond }),
      ...(bookingId !== undefined && { bookingId }),
    });
  }
}
