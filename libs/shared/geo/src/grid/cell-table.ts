import { type CellCircle } from '../cell-circle.ts';
import { grown, NONE } from './columns.ts';
import { KeyTable } from './key-table.ts';

/** Columns of a cap, a circle that holds all of a cell: the centre's x, y and z, and the radius. */
export const CAP = 4;
export const RADIUS = 3;

/**
 * Cells of one resolution that are known, by small numbers, with their caps. One that is not known costs some microseconds of h3-js, so cells are
 * kept when they are empty; when the table is full, those go that nobody came to since it was full before.
 */
export abstract class CellTable {
  readonly keys: KeyTable;
  caps: Float64Array;
  /** 1: somebody came to it since the table was full. */
  touched: Uint8Array;
  readonly #key = new Int32Array(4);

  constructor(capacity: number) {
    this.keys = new KeyTable(capacity);
    this.caps = new Float64Array(CAP * capacity);
    this.touched = new Uint8Array(capacity);
  }

  get bytes(): number {
    return this.keys.bytes + this.caps.byteLength + this.touched.byteLength;
  }

  /** The number of a cell, by its words; NONE while it is not known. */
  find(high: number, low: number): number {
    this.#key[2] = high;
    this.#key[3] = low;
    return this.keys.find(this.#key, 0);
  }

  high(cell: number): number {
    return this.keys.word(cell, 2);
  }

  low(cell: number): number {
    return this.keys.word(cell, 3);
  }

  /** Makes a cell known that is not. */
  protected add(high: number, low: number, { centre, radius }: CellCircle): number {
    if (this.keys.count === this.keys.capacity) this.#makeRoom();
    this.#key[2] = high;
    this.#key[3] = low;
    const cell = this.keys.add(this.#key, 0);
    this.caps.set([...centre, radius], CAP * cell);
    this.touched[cell] = 1;
    return cell;
  }

  /** Whether it may go: nobody is in it, and nothing refers to it but what `evicted` mends. */
  protected abstract isIdle(cell: number): boolean;

  /** A cell is going. */
  protected abstract evicted(cell: number): void;

  /** All that were to go have gone. */
  protected abstract swept(): void;

  /** Makes the columns of a kind of cells as long. */
  protected grow(capacity: number): void {
    this.caps = grown(this.caps, CAP * capacity);
    this.touched = grown(this.touched, capacity);
  }

  /** Half of the cells stay at the most, or there will be room for twice as many. */
  #makeRoom(): void {
    this.#sweep();
    if (this.keys.count <= this.keys.capacity / 2) return;
    this.keys.grow();
    this.grow(this.keys.capacity);
  }

  /** Only of a full table: all numbers are given. */
  #sweep(): void {
    for (let cell = 0; cell < this.keys.capacity; cell++) {
      const stays = this.touched[cell] === 1 || !this.isIdle(cell);
      this.touched[cell] = 0;
      if (stays) continue;
      this.evicted(cell);
      this.keys.remove(cell);
    }
    this.swept();
  }
}

/** Where nothing is known of a cell's lists and neighbours yet. */
export function emptyColumn(length: number): Int32Array {
  return new Int32Array(length).fill(NONE);
}
