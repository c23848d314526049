import { type CellFinder } from '../h3/cell-finder.ts';
import { numericCellFinder } from '../h3/numeric-cell-finder.ts';
import { isLatLng, type LatLng } from '../lat-lng.ts';
import { type Area, regionOf } from './area.ts';
import { Cells } from './cells.ts';
import { ENTRY, SEEN_AT } from './class-lists.ts';
import { CLASSES, type DriverClass } from './class-set.ts';
import { NONE } from './columns.ts';
import { Drivers, type Slot } from './drivers.ts';
import { heat, type Heat } from './heat.ts';
import { type Hits } from './hits.ts';
import { SpherePoint } from './point.ts';
import { type Keys } from './records.ts';
import { type Condition, type Query, Search, type Whom } from './search.ts';

/** Where a driver was, and when. A caller may use one again. */
export interface Fix {
  /** Degrees. */
  lat: number;
  lng: number;
  /** Milliseconds since whenever the caller begins to count. */
  at: number;
}

export interface DriverGridOptions {
  /** Of the cells that drivers are in: 2 to 13. Default: 9, 350 m wide. */
  resolution?: number;
  /** For how many drivers memory is taken first. Default: 256. */
  capacity?: number;
  /** Default: a numeric one of its own. */
  finder?: CellFinder;
}

/**
 * Where drivers are, anywhere on earth: a plain data structure. A driver has a slot, a small number, from the first `update` to `remove` or
 * `expire`; a caller may keep columns of its own by slot. Searches find who has a class, 0 to 63, whatever it means; a question names the
 * classes it is about. Nothing is allocated by an update or a search, unless there is more of something than ever before.
 */
export class DriverGrid {
  readonly #drivers: Drivers;
  readonly #cells: Cells;
  readonly #search: Search;
  readonly #finder: CellFinder;
  readonly #point = new SpherePoint();
  #findable = 0;

  constructor({ resolution = 9, capacity = 256, finder = numericCellFinder() }: DriverGridOptions = {}) {
    if (resolution < 2 || resolution > 13) throw new RangeError('the resolution of a grid is 2 to 13');
    this.#finder = finder;
    this.#drivers = new Drivers(2 ** Math.ceil(Math.log2(capacity)));
    this.#cells = new Cells(this.#drivers, finder, resolution);
    this.#search = new Search(this.#drivers, this.#cells);
  }

  /** How many drivers have a slot. */
  get size(): number {
    return this.#drivers.records.count;
  }

  /** How many of them have a class. */
  get findable(): number {
    return this.#findable;
  }

  /** All slots that were ever given are below this. */
  get end(): Slot {
    return this.#drivers.records.end;
  }

  /** The memory of all columns. */
  get bytes(): number {
    return this.#drivers.bytes + this.#cells.bytes;
  }

  /** The slot of the driver whose id is `ids[at]` .. `ids[at + 3]`, most significant first; -1: not here. */
  slotOf(ids: Keys, at = 0): Slot {
    return this.#drivers.records.find(ids, at);
  }

  /** Moves a driver, who gets a slot and no class if there was none. Throws a RangeError for what is not on the earth. */
  update(ids: Keys, at: number, fix: Fix): Slot {
    check(fix);
    const known = this.slotOf(ids, at);
    const slot = known === NONE ? this.#drivers.add(ids, at) : known;
    this.#move(slot, fix);
    return slot;
  }

  /** The same by slot. */
  move(slot: Slot, fix: Fix): void {
    check(fix);
    this.#move(slot, fix);
  }

  /** Says as whom a driver can be found; -1: not at all. */
  classify(slot: Slot, one: DriverClass): void {
    if (one < NONE || one >= CLASSES) throw new RangeError('a class is 0 to 63, or -1');
    const drivers = this.#drivers;
    const before = drivers.class(slot);
    if (before === one) return;
    this.#findable += Number(one !== NONE) - Number(before !== NONE);
    if (one === NONE) return this.#cells.leave(slot);
    const known = drivers.leaf(slot);
    const leaf = known === NONE ? this.#cells.leafAt(drivers.lat(slot), drivers.lng(slot)) : known;
    this.#cells.enter(slot, leaf, one);
  }

  remove(slot: Slot): void {
    this.classify(slot, NONE);
    this.#drivers.remove(slot);
  }

  /** Removes who was not seen since; gives how many. Looks at all. */
  expire(before: number): number {
    const { size } = this;
    let found: boolean;
    // Who is removed makes others move, perhaps to where it was looked already.
    do found = this.#expireOnce(before);
    while (found);
    return size - this.size;
  }

  /** Exactly the nearest, by distance, then by id. */
  nearest(query: Query, hits: Hits): void {
    checkPoint(query);
    this.#search.run(query, hits);
  }

  /** Everybody in an area, by distance from its middle, then by id. */
  within(area: Area, whom: Whom, hits: Hits): void {
    const { condition = always, ...circle } = regionOf(area, this, this.#finder);
    checkPoint(circle);
    const { also = always } = whom;
    const both: Condition = (slot) => condition(slot) && also(slot);
    this.#search.run({ ...whom, ...circle, limit: Infinity, also: both }, hits);
  }

  /** How many drivers are in each cell of a resolution that has any. */
  heat(resolution: number, whom: Whom, into: Heat): void {
    heat({ drivers: this.#drivers, finder: this.#finder, resolution }, whom, into);
  }

  has(slot: Slot): boolean {
    return this.#drivers.entry(slot) !== NONE;
  }

  seenAt(slot: Slot): number {
    return this.#drivers.seenAt(slot);
  }

  classOf(slot: Slot): DriverClass {
    return this.#drivers.class(slot);
  }

  lat(slot: Slot): number {
    return this.#drivers.lat(slot);
  }

  lng(slot: Slot): number {
    return this.#drivers.lng(slot);
  }

  /** Writes the id of a slot's driver to `into[at]` .. `into[at + 3]`. */
  readId(slot: Slot, into: Keys, at = 0): void {
    for (let word = 0; word < 4; word++) into[at + word] = this.#drivers.records.key(slot, word);
  }

  /** Whether there was anybody. */
  #expireOnce(before: number): boolean {
    const { size } = this;
    const { lists } = this.#drivers;
    for (let entry = 0; entry < lists.entriesEnd; entry++)
      if (lists.entries[(entry << ENTRY) + SEEN_AT] < before) this.remove(lists.slots[entry]);
    return this.size < size;
  }

  #move(slot: Slot, { lat, lng, at }: Fix): void {
    const drivers = this.#drivers;
    const point = this.#point;
    point.set(lat, lng);
    drivers.place(slot, point, at);
    const leaf = drivers.leaf(slot);
    // Without a class nobody can be found, and needs no cell. In its circle a driver stays with a leaf: see Search.
    if (leaf === NONE || this.#cells.reaches(leaf, point)) return;
    const now = this.#cells.leafAt(lat, lng);
    if (now === leaf) return;
    this.#cells.enter(slot, now, drivers.class(slot));
  }
}

function always(): boolean {
  return true;
}

function checkPoint(point: LatLng): void {
  if (!isLatLng(point)) throw new RangeError('latitude is -90 to 90, longitude -180 to 180');
}

function check(fix: Fix): void {
  checkPoint(fix);
  if (!Number.isFinite(fix.at)) throw new RangeError('a fix has a time');
}
