import { type Chord } from '../chord.ts';
import { grown } from './columns.ts';
import { type Slot } from './drivers.ts';
import { type Records } from './records.ts';

/**
 * What a search found: slots, and how far off they are. It can be used again and again, and takes memory only when it must hold more than ever.
 * While a search goes on it is a heap of the nearest so far, the farthest of them first.
 */
export class Hits {
  count = 0;
  slots: Int32Array;
  /** Squares of chords. */
  squares: Float64Array;
  #limit = 0;
  #drivers: Records | undefined;

  constructor(capacity = 16) {
    this.slots = new Int32Array(capacity);
    this.squares = new Float64Array(capacity);
  }

  /** How far off the hit at a place is. */
  chord(at: number): Chord {
    return Math.sqrt(this.squares[at]);
  }

  /** Forgets all, and keeps from now on the `limit` nearest; of two as near the one with the lower id. */
  begin(limit: number, drivers: Records): void {
    this.count = 0;
    this.#limit = limit;
    this.#drivers = drivers;
  }

  get isFull(): boolean {
    return this.count === this.#limit;
  }

  /** The square of the chord to the farthest. Only while there is one. */
  get farthest(): number {
    return this.squares[0];
  }

  offer(slot: Slot, square: number): void {
    if (this.count < this.#limit) this.#add(slot, square);
    else if (this.#isFarther(0, slot, square)) this.#sink(0, slot, square);
  }

  /** Ends the search: by distance, then by id. */
  sort(): void {
    const count = this.count;
    while (this.count > 1) {
      const last = --this.count;
      const slot = this.slots[last];
      const square = this.squares[last];
      this.slots[last] = this.slots[0];
      this.squares[last] = this.squares[0];
      this.#sink(0, slot, square);
    }
    this.count = count;
  }

  #add(slot: Slot, square: number): void {
    if (this.count === this.slots.length) this.#grow(2 * this.count);
    let at = this.count++;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (this.#isFarther(above, slot, square)) break;
      this.#copy(above, at);
      at = above;
    }
    this.slots[at] = slot;
    this.squares[at] = square;
  }

  /** Puts a hit at a place, or below it, whose own hit is no longer wanted. */
  #sink(at: number, slot: Slot, square: number): void {
    for (let child = 2 * at + 1; child < this.count; child = 2 * at + 1) {
      const other = child + 1;
      if (other < this.count && this.#isFarther(other, this.slots[child], this.squares[child])) child = other;
      if (!this.#isFarther(child, slot, square)) break;
      this.#copy(child, at);
      at = child;
    }
    this.slots[at] = slot;
    this.squares[at] = square;
  }

  #copy(from: number, to: number): void {
    this.slots[to] = this.slots[from];
    this.squares[to] = this.squares[from];
  }

  /** Whether the hit at a place comes after another. */
  #isFarther(at: number, slot: Slot, square: number): boolean {
    const own = this.squares[at];
    if (own !== square) return own > square;
    return this.#drivers !== undefined && this.#drivers.isBelow(slot, this.slots[at]);
  }

  #grow(capacity: number): void {
    this.slots = grown(this.slots, capacity);
    this.squares = grown(this.squares, capacity);
  }
}
