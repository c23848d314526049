import { type Instant, instant } from '@hansom/platform-context';
import { type Area, DriverGrid, Heat, Hits, type LatLng, type Slot, type Whom } from '@hansom/shared-geo';

import { DriverClasses, NO_CLASS } from './driver-classes.ts';
import { keyOfWords, writeKey } from './driver-key.ts';
import { type DriverKey, type Filter, type Found, matches, type Position, type Standing } from './driver.ts';
import { Unwritten } from './unwritten.ts';

interface Known {
  readonly standing: Standing;
  readonly learntAt: Instant;
}

export interface NearestQuery extends Filter {
  readonly at: LatLng;
  readonly radiusMetres: number;
  readonly limit: number;
}

/** How many drivers on shift are in a cell, and how many of them are free. */
export interface CellCount {
  readonly cell: bigint;
  readonly live: number;
  readonly free: number;
}

/** How long an ended shift is remembered, so that what was on the way when it ended does not bring it back. */
const REMEMBER_ENDED_MS = 120_000;

/** Degrees are told as they came: in steps of a centimetre. */
const PER_DEGREE = 1e7;

/**
 * The drivers of one city: positions and shifts, which come by different ways in any order, joined. Who has both can be found. The later fix
 * wins; the later shift, and of one shift the higher version. Positions stand in a grid, under the class that the shift makes of a driver.
 */
export class CityDrivers {
  /** Positions that are to be written behind. */
  readonly unwritten = new Unwritten();
  private readonly grid = new DriverGrid();
  private readonly classes = new DriverClasses();
  private readonly known = new Map<DriverKey, Known>();
  /** By slot, as the columns of the grid. */
  private readonly standings: (Standing | undefined)[] = [];
  private readonly bearings: number[] = [];
  private readonly fix = { lat: 0, lng: 0, at: 0 };
  private readonly words = new Uint32Array(4);
  private readonly hits = new Hits();
  private readonly heats = { live: new Heat(), free: new Heat() };

  /** How many can be found. */
  get size(): number {
    return this.grid.findable;
  }

  /** Takes a fix, and marks it as one to be written. False: something newer is known. Nothing of what it is given is kept. */
  place(words: Uint32Array, position: Position): boolean {
    const slot = this.put(words, position);
    if (slot === undefined) return false;
    this.unwritten.note(slot);
    return true;
  }

  /** Takes a position that was written. */
  recall(key: DriverKey, position: Position): void {
    writeKey(key, this.words);
    this.put(this.words, position);
  }

  learn(standing: Standing, now: Instant): void {
    const before = this.known.get(standing.driver)?.standing;
    if (before && !isLater(standing, before)) return;
    this.known.set(standing.driver, { standing, learntAt: now });
    this.classify(standing.driver);
  }

  /** Those on shift, as far as is known. */
  onShift(): Standing[] {
    return [...this.known.values()].flatMap(({ standing }) => (standing.live ? [standing] : []));
  }

  /** Takes off shift whoever was on it before a list was read, is not on the list, and of whom nothing was heard since. */
  leaveOut(before: readonly Standing[], listed: ReadonlySet<string>): void {
    for (const standing of before) {
      if (listed.has(standing.shiftId) || this.known.get(standing.driver)?.standing !== standing) continue;
      this.known.delete(standing.driver);
      this.classify(standing.driver);
    }
  }

  /** Forgets positions that are older than `positionsSince`, and shifts that ended long ago. */
  forget(positionsSince: Instant, now: Instant): void {
    this.grid.expire(positionsSince);
    for (const [key, { standing, learntAt }] of this.known)
      if (!standing.live && now - learntAt > REMEMBER_ENDED_MS) this.known.delete(key);
  }

  /** Exactly the nearest, by distance, then by the driver's id. */
  nearest({ at, radiusMetres, limit, ...filter }: NearestQuery): Found[] {
    this.grid.nearest({ ...at, radiusMetres, limit, ...this.whom(filter) }, this.hits);
    return this.found();
  }

  /** Everybody in an area, in no order that means anything. */
  within(area: Area, filter: Filter): Found[] {
    this.grid.within(area, this.whom(filter), this.hits);
    return this.found();
  }

  /** Who is where, cells rising. */
  heat(resolution: number, filter: Filter): CellCount[] {
    const { live, free } = this.heats;
    this.grid.heat(resolution, this.whom(filter), live);
    this.grid.heat(resolution, this.whom({ ...filter, freeOnly: true }), free);
    const freeIn = new Map(Array.from({ length: free.count }, (_, i) => [free.bits(i), free.drivers(i)]));
    return Array.from({ length: live.count }, (_, i) => live.bits(i))
      .map((cell, i) => ({ cell, live: live.drivers(i), free: freeIn.get(cell) ?? 0 }))
      .sort((a, b) => (a.cell < b.cell ? -1 : 1));
  }

  /** Of a slot that waits to be written; undefined when its driver has gone. */
  positionOf(slot: Slot): { key: DriverKey; position: Position } | undefined {
    if (!this.grid.has(slot)) return undefined;
    this.grid.readId(slot, this.words);
    return { key: keyOfWords(this.words), position: this.positionIn(slot) };
  }

  /** The slot, if the fix is newer than what is known. */
  private put(words: Uint32Array, { lat, lng, fixedAt, bearingDegrees }: Position): Slot | undefined {
    const known = this.grid.slotOf(words);
    if (known >= 0 && this.grid.seenAt(known) >= fixedAt) return undefined;
    this.fix.lat = lat;
    this.fix.lng = lng;
    this.fix.at = fixedAt;
    const slot = this.grid.update(words, 0, this.fix);
    this.bearings[slot] = bearingDegrees;
    if (known < 0) this.enter(slot, words);
    return slot;
  }

  /** A slot has a driver it had not before. */
  private enter(slot: Slot, words: Uint32Array): void {
    this.unwritten.reset(slot);
    this.stand(slot, this.known.get(keyOfWords(words))?.standing);
  }

  private classify(key: DriverKey): void {
    writeKey(key, this.words);
    const slot = this.grid.slotOf(this.words);
    if (slot >= 0) this.stand(slot, this.known.get(key)?.standing);
  }

  private stand(slot: Slot, standing: Standing | undefined): void {
    this.standings[slot] = standing;
    this.grid.classify(slot, standing ? this.classes.of(standing) : NO_CLASS);
  }

  private whom(filter: Filter): Whom {
    const { classes, othersToo } = this.classes.matching(filter);
    const whom = { classes, since: filter.freshSince };
    return othersToo ? { ...whom, also: (slot) => this.matches(slot, filter) } : whom;
  }

  private matches(slot: Slot, filter: Filter): boolean {
    const standing = this.standings[slot];
    return standing !== undefined && matches(standing, filter);
  }

  private found(): Found[] {
    const found: Found[] = [];
    for (const [i, slot] of this.hits.slots.subarray(0, this.hits.count).entries()) {
      const standing = this.standings[slot];
      if (standing) found.push({ standing, chord: this.hits.chord(i), position: this.positionIn(slot) });
    }
    return found;
  }

  private positionIn(slot: Slot): Position {
    return {
      lat: Math.round(this.grid.lat(slot) * PER_DEGREE) / PER_DEGREE,
      lng: Math.round(this.grid.lng(slot) * PER_DEGREE) / PER_DEGREE,
      bearingDegrees: this.bearings[slot] ?? -1,
      fixedAt: instant(this.grid.seenAt(slot)),
    };
  }
}

/** Ids of shifts rise with time. */
function isLater(a: Standing, b: Standing): boolean {
  return a.shiftId === b.shiftId ? a.version > b.version : a.shiftId > b.shiftId;
}
