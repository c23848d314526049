import {
  type Cell,
  cellCircle,
  type CellCircle,
  cellOf,
  type Chord,
  chordBetween,
  chordOfMetres,
  type Resolution,
  unitVector,
  type Vector,
} from '@hansom/shared-geo';

import { type DriverKey, type PlacedDriver } from './driver.ts';
import {
  byDistance,
  type DriverIndex,
  type Filter,
  type Found,
  matches,
  type NearestQuery,
} from './driver-index.ts';

/** Half a kilometre wide: some drivers a cell, some hundred cells a city. */
const RESOLUTION: Resolution = 8;

interface Entry extends PlacedDriver {
  readonly cell: Cell;
  readonly vector: Vector;
}

interface Bucket extends CellCircle {
  readonly entries: Map<DriverKey, Entry>;
}

/**
 * Drivers by H3 cell. A question looks at the cells that hold anybody, by the least distance that anybody in them can have, and stops
 * where that is more than the farthest of those it has found: so it is exact everywhere, poles and the 180th meridian included, and an
 * empty neighbourhood costs nothing.
 */
export function cellDriverIndex(): DriverIndex {
  const entries = new Map<DriverKey, Entry>();
  const buckets = new Map<Cell, Bucket>();
  return {
    put,
    remove,
    nearest,
    all: (filter) => [...entries.values()].filter((driver) => matches(driver, filter)),
    get size() {
      return entries.size;
    },
  };

  function put(driver: PlacedDriver): void {
    const cell = cellOf(driver.position, RESOLUTION);
    if (entries.get(driver.key)?.cell !== cell) remove(driver.key);
    const entry = { ...driver, cell, vector: unitVector(driver.position) };
    entries.set(driver.key, entry);
    bucketOf(cell).entries.set(driver.key, entry);
  }

  function bucketOf(cell: Cell): Bucket {
    const bucket = buckets.get(cell) ?? { ...cellCircle(cell), entries: new Map<DriverKey, Entry>() };
    buckets.set(cell, bucket);
    return bucket;
  }

  function remove(key: DriverKey): void {
    const entry = entries.get(key);
    if (!entry) return;
    entries.delete(key);
    const bucket = buckets.get(entry.cell);
    bucket?.entries.delete(key);
    if (bucket?.entries.size === 0) buckets.delete(entry.cell);
  }

  function nearest(query: NearestQuery): Found[] {
    const from = unitVector(query.at);
    const best = new Best(query.limit, chordOfMetres(query.radiusMetres));
    for (const { least, bucket } of bucketsWithin(from, best.bound)) {
      if (least > best.bound) break;
      scan(bucket, { from, filter: query, best });
    }
    return best.found();
  }

  /** Those that reach into a circle, by the least distance of whatever is in them. */
  function bucketsWithin(from: Vector, reach: Chord): { least: Chord; bucket: Bucket }[] {
    const within: { least: Chord; bucket: Bucket }[] = [];
    for (const bucket of buckets.values()) {
      const least = Math.max(0, chordBetween(from, bucket.centre) - bucket.radius);
      if (least <= reach) within.push({ least, bucket });
    }
    return within.sort((a, b) => a.least - b.least);
  }
}

function scan(
  { entries }: Bucket,
  { from, filter, best }: { from: Vector; filter: Filter; best: Best },
): void {
  for (const entry of entries.values()) {
    const chord = chordBetween(from, entry.vector);
    if (chord <= best.bound && matches(entry, filter)) best.add(entry, chord);
  }
}

/** The nearest so far. */
class Best {
  private kept: Found[] = [];

  constructor(
    private readonly limit: number,
    /** What is farther is not among them. As far is: it may have the lower id. */
    public bound: Chord,
  ) {}

  add({ key, position, standing }: Entry, chord: Chord): void {
    this.kept.push({ key, position, standing, chord });
    if (this.kept.length >= 2 * this.limit) this.cut();
  }

  found(): Found[] {
    this.cut();
    return this.kept;
  }

  private cut(): void {
    this.kept = this.kept.sort(byDistance).slice(0, this.limit);
    if (this.kept.length === this.limit) this.bound = this.kept.at(-1)?.chord ?? this.bound;
  }
}
