import { type CellCircle } from '../cell-circle.ts';
import { grown } from './columns.ts';
import { REALS, Records, WORDS } from './records.ts';

/** Reals of a cell's record, behind its centre's x, y and z: the radius of a circle that holds all of it. */
export const RADIUS = 3;

/** Words of it: the classes that are in it, as those of a ClassSet. */
export const CLASSES_LOW = 10;
export const CLASSES_HIGH = 11;

const KEY_WORDS = 2;

/**
 * Cells of one resolution that are known, by small numbers. One that is not known costs some microseconds of h3-js, so cells are kept when they are
 * empty; when there is no more room, those go that nobody came to since it was so before.
 */
export abstract class CellTable {
  readonly records: Records;
  /** 1: somebody came to it since there was no more room. */
  protected touched: Uint8Array;
  readonly #key = new Int32Array(KEY_WORDS);

  constructor(capacity: number) {
    this.records = new Records(capacity, KEY_WORDS);
    this.touched = new Uint8Array(capacity);
  }

  get bytes(): number {
    return this.records.bytes + this.touched.byteLength;
  }

  /** The number of a cell, by its words; NONE while it is not known. */
  find(high: number, low: number): number {
    this.#key[0] = high;
    this.#key[1] = low;
    return this.records.find(this.#key, 0);
  }

  high(cell: number): number {
    return this.records.key(cell, 0);
  }

  low(cell: number): number {
    return this.records.key(cell, 1);
  }

  touch(cell: number): void {
    this.touched[cell] = 1;
  }

  /** Makes a cell known that is not. Its words are the owner's to set, but for the classes: none. */
  protected add(high: number, low: number, { centre, radius }: CellCircle): number {
    if (this.records.isFull) this.#makeRoom();
    this.#key[0] = high;
    this.#key[1] = low;
    const cell = this.records.add(this.#key, 0);
    this.records.reals.set([...centre, radius], cell << REALS);
    this.records.words.fill(0, (cell << WORDS) + CLASSES_LOW, (cell << WORDS) + CLASSES_HIGH + 1);
    this.touch(cell);
    return cell;
  }

  /** Whether it may go: nobody is in it, and nothing refers to it but what `evicted` and `swept` mend. */
  protected abstract isIdle(cell: number): boolean;

  /** A cell is going. */
  protected abstract evicted(cell: number): void;

  /** All that were to go have gone. */
  protected abstract swept(): void;

  protected grow(): void {
    this.records.grow();
    this.touched = grown(this.touched, this.records.capacity);
  }

  /** Half of the cells stay at the most, or there will be room for twice as many. */
  #makeRoom(): void {
    this.#sweep();
    if (this.records.count > this.records.capacity / 2) this.grow();
  }

  /** Only while there is no more room: all numbers are given. */
  #sweep(): void {
    for (let cell = 0; cell < this.records.capacity; cell++) {
      const stays = this.touched[cell] === 1 || !this.isIdle(cell);
      this.touched[cell] = 0;
      if (stays) continue;
      this.evicted(cell);
      this.records.remove(cell);
    }
    this.swept();
  }
}
