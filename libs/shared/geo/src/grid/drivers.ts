import { NONE } from './columns.ts';
import { type SpherePoint } from './point.ts';
import { type Keys, REALS, Records, WORDS } from './records.ts';

/** Where a driver's record is: a small number, the same as long as the driver is in the grid. */
export type Slot = number;

/** Reals of a driver's record, behind x, y and z: when the driver was seen. One that is free was last seen at the end of time. */
export const SEEN_AT = 3;

/** Words of it: the neighbours in the list of a leaf and class; that leaf; the class. NONE: cannot be found. */
export const NEXT = 8;
export const PREVIOUS = 9;
export const LEAF = 10;
export const CLASS = 11;

const ID_WORDS = 4;
const DEGREES = 180 / Math.PI;

/** What is known of each driver. */
export class Drivers {
  readonly records: Records;

  /** @param capacity a power of two */
  constructor(capacity: number) {
    this.records = new Records(capacity, ID_WORDS);
  }

  add(ids: Keys, at: number): Slot {
    if (this.records.isFull) this.records.grow();
    const slot = this.records.add(ids, at);
    this.records.words.fill(NONE, (slot << WORDS) + NEXT, (slot << WORDS) + CLASS + 1);
    return slot;
  }

  remove(slot: Slot): void {
    this.records.remove(slot);
    this.records.reals[(slot << REALS) + SEEN_AT] = Infinity;
  }

  set(slot: Slot, { x, y, z }: SpherePoint, seenAt: number): void {
    const { reals } = this.records;
    const record = slot << REALS;
    reals[record] = x;
    reals[record + 1] = y;
    reals[record + 2] = z;
    reals[record + SEEN_AT] = seenAt;
  }

  seenAt(slot: Slot): number {
    return this.records.reals[(slot << REALS) + SEEN_AT];
  }

  leaf(slot: Slot): number {
    return this.records.words[(slot << WORDS) + LEAF];
  }

  class(slot: Slot): number {
    return this.records.words[(slot << WORDS) + CLASS];
  }

  /** In degrees, back from the sphere: true to a millionth of a millimetre. */
  lat(slot: Slot): number {
    const { reals } = this.records;
    const record = slot << REALS;
    const [x, y] = [reals[record], reals[record + 1]];
    return Math.atan2(reals[record + 2], Math.sqrt(x * x + y * y)) * DEGREES;
  }

  lng(slot: Slot): number {
    const { reals } = this.records;
    const record = slot << REALS;
    return Math.atan2(reals[record + 1], reals[record]) * DEGREES;
  }
}
