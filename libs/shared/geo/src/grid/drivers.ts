import { grown, NONE } from './columns.ts';
import { type Keys, KeyTable } from './key-table.ts';
import { type SpherePoint } from './point.ts';

/** Where a driver stands in the columns: a small number, the same as long as the driver is in the grid. */
export type Slot = number;

const DEGREES = 180 / Math.PI;

/** What is known of each driver, as columns by slot. A slot that is free was last seen at the end of time. */
export class Drivers {
  readonly ids: KeyTable;
  /** x, y and z on the unit sphere. */
  points: Float64Array;
  seenAt: Float64Array;
  /** NONE: cannot be found. */
  class: Int8Array;
  /** The leaf whose list a driver is in; NONE without a class. */
  leaf: Int32Array;
  /** The neighbours in that list. */
  next: Int32Array;
  previous: Int32Array;

  /** @param capacity a power of two */
  constructor(capacity: number) {
    this.ids = new KeyTable(capacity);
    this.points = new Float64Array(3 * capacity);
    this.seenAt = new Float64Array(capacity).fill(Infinity);
    this.class = new Int8Array(capacity).fill(NONE);
    this.leaf = new Int32Array(capacity).fill(NONE);
    this.next = new Int32Array(capacity).fill(NONE);
    this.previous = new Int32Array(capacity).fill(NONE);
  }

  get bytes(): number {
    const columns = [this.points, this.seenAt, this.class, this.leaf, this.next, this.previous];
    return columns.reduce((sum, { byteLength }) => sum + byteLength, this.ids.bytes);
  }

  add(ids: Keys, at: number): Slot {
    if (this.ids.count === this.ids.capacity) this.#grow();
    return this.ids.add(ids, at);
  }

  remove(slot: Slot): void {
    this.ids.remove(slot);
    this.seenAt[slot] = Infinity;
  }

  setPoint(slot: Slot, { x, y, z }: SpherePoint): void {
    this.points[3 * slot] = x;
    this.points[3 * slot + 1] = y;
    this.points[3 * slot + 2] = z;
  }

  /** In degrees, back from the sphere: true to a millionth of a millimetre. */
  lat(slot: Slot): number {
    const [x, y] = [this.points[3 * slot], this.points[3 * slot + 1]];
    return Math.atan2(this.points[3 * slot + 2], Math.sqrt(x * x + y * y)) * DEGREES;
  }

  lng(slot: Slot): number {
    return Math.atan2(this.points[3 * slot + 1], this.points[3 * slot]) * DEGREES;
  }

  #grow(): void {
    this.ids.grow();
    const { capacity } = this.ids;
    this.points = grown(this.points, 3 * capacity);
    this.seenAt = grown(this.seenAt, capacity, Infinity);
    this.class = grown(this.class, capacity, NONE);
    this.leaf = grown(this.leaf, capacity, NONE);
    this.next = grown(this.next, capacity, NONE);
    this.previous = grown(this.previous, capacity, NONE);
  }
}
