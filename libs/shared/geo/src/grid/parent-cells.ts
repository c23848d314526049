import { gridDisk, h3IndexToSplitLong, splitLongToH3Index } from 'h3-js';

import { OVERHANG, writeCap } from './cap.ts';
import { grown, NONE } from './columns.ts';
import { type LeafCells } from './leaf-cells.ts';
import { CHILD_BITS, type Words } from './leaf-words.ts';
import { Records } from './records.ts';

/**
 * Words of a parent, behind its circle's centre and radius, which are 32-bit reals: its classes, as those of a ClassSet; the last search that came to
 * it; the block of its leaves.
 */
const RADIUS = 3;
export const CLASSES_LOW = 4;
export const CLASSES_HIGH = 5;
export const SEEN_BY = 6;
const BLOCK = 7;
/** Where it stands among the occupied. */
const PLACE = 8;
const KEY_WORDS = 2;
/** Word w of parent p is at (p << PARENT) + w. */
export const PARENT = 4;

/** How many neighbours a cell has; a pentagon has one less. */
export const NEIGHBOURS = 6;

/** In a row of neighbours: it was never asked for. */
const UNASKED = -2;

/**
 * The cells that searches walk over, by small numbers. One that is not known costs some microseconds of h3-js, so they are kept when they are empty,
 * until there is no more room.
 */
export class ParentCells {
  readonly records: Records;
  /** The parents that have somebody, in no order, and how many they are. */
  occupied: Int32Array;
  occupiedCount = 0;
  /** Six a cell: see `knowsNeighbours`. */
  neighbours: Int32Array;
  /** What no search has seen is seen by 0, what is gone by NONE. */
  #search = 1;
  readonly #key = new Int32Array(KEY_WORDS);

  constructor(
    capacity: number,
    private readonly leaves: Pick<LeafCells, 'take' | 'release'>,
  ) {
    this.records = new Records(capacity, { bits: PARENT, keyWords: KEY_WORDS });
    this.occupied = new Int32Array(capacity);
    this.neighbours = new Int32Array(NEIGHBOURS * capacity).fill(UNASKED);
  }

  get bytes(): number {
    return this.records.bytes + this.occupied.byteLength + this.neighbours.byteLength;
  }

  /** A number for a search, by which it knows what it has seen. */
  beginSearch(): number {
    if (this.#search === 0x7fff_ffff) this.#forgetSearches();
    return (this.#search += 1);
  }

  /** The number of a cell, by its words; NONE while it is not known. */
  find({ high, low }: Words): number {
    this.#key[0] = high;
    this.#key[1] = low;
    return this.records.find(this.#key, 0);
  }

  learn(words: Words): number {
    const known = this.find(words);
    if (known !== NONE) return known;
    this.#makeRoom(1);
    const parent = this.records.add(this.#key, 0);
    const record = parent << PARENT;
    writeCap(words.high, words.low, this.records.floats.subarray(record));
    this.records.floats[record + RADIUS] *= OVERHANG.ofGrandchildren;
    this.records.words.fill(0, record + CLASSES_LOW, record + BLOCK);
    this.records.words[record + BLOCK] = NONE;
    this.neighbours[NEIGHBOURS * parent] = UNASKED;
    return parent;
  }

  /** Somebody came to one of its leaves, where nobody was. */
  occupy(parent: number): void {
    this.records.words[(parent << PARENT) + PLACE] = this.occupiedCount;
    this.occupied[this.occupiedCount++] = parent;
  }

  /** Nobody is left. */
  vacate(parent: number): void {
    const { words } = this.records;
    const last = this.occupied[--this.occupiedCount];
    const place = words[(parent << PARENT) + PLACE];
    this.occupied[place] = last;
    words[(last << PARENT) + PLACE] = place;
  }

  /** The leaf with these bits; NONE: there was never anybody in any leaf of this parent. */
  leafOf(parent: number, child: number): number {
    const block = this.records.words[(parent << PARENT) + BLOCK];
    return block === NONE ? NONE : (block << CHILD_BITS) | child;
  }

  /** Makes its leaves known. */
  learnLeaves(parent: number): void {
    this.records.words[(parent << PARENT) + BLOCK] = this.leaves.take(parent);
  }

  isOccupied(parent: number): boolean {
    const { words } = this.records;
    return (words[(parent << PARENT) + CLASSES_LOW] | words[(parent << PARENT) + CLASSES_HIGH]) !== 0;
  }

  /** Whether `neighbours` has them: six numbers from 6 * parent on, NONE for the sixth of a pentagon. */
  knowsNeighbours(parent: number): boolean {
    return this.neighbours[NEIGHBOURS * parent] !== UNASKED;
  }

  /** Makes it so. Slow: some tens of microseconds where they are not known either. */
  askNeighbours(parent: number): void {
    this.#makeRoom(NEIGHBOURS);
    const cell = splitLongToH3Index(this.records.key(parent, 1), this.records.key(parent, 0));
    const row = new Int32Array(NEIGHBOURS).fill(NONE);
    const others = gridDisk(cell, 1).filter((other) => other !== cell);
    for (const [i, neighbour] of others.entries()) {
      const [low, high] = h3IndexToSplitLong(neighbour);
      row[i] = this.learn({ high, low });
    }
    this.neighbours.set(row, NEIGHBOURS * parent);
  }

  /** Where there is none for so many, those go that have nobody; if more than half stay, there will be room for twice as many. */
  #makeRoom(wanted: number): void {
    const { capacity } = this.records;
    if (this.records.count + wanted <= capacity) return;
    this.#sweep();
    if (this.records.count <= capacity / 2) return;
    this.records.grow();
    this.occupied = grown(this.occupied, 2 * capacity);
    this.neighbours = grown(this.neighbours, 2 * NEIGHBOURS * capacity, UNASKED);
  }

  /** Rows of neighbours that name a cell which goes are to be asked for again. */
  #sweep(): void {
    const { words, end } = this.records;
    for (let parent = 0; parent < end; parent++) if (this.#isIdle(parent)) this.#forget(parent);
    for (let i = 0; i < this.neighbours.length; i++) {
      const neighbour = this.neighbours[i];
      if (neighbour >= 0 && words[(neighbour << PARENT) + SEEN_BY] === NONE)
        this.neighbours[i - (i % NEIGHBOURS)] = UNASKED;
    }
  }

  /** Nobody is in it, the search that goes on has not seen it, and it is not gone already. */
  #isIdle(parent: number): boolean {
    const seenBy = this.records.words[(parent << PARENT) + SEEN_BY];
    return !this.isOccupied(parent) && seenBy !== this.#search && seenBy !== NONE;
  }

  #forget(parent: number): void {
    const { words } = this.records;
    const block = words[(parent << PARENT) + BLOCK];
    if (block !== NONE) this.leaves.release(block);
    words[(parent << PARENT) + SEEN_BY] = NONE;
    this.records.remove(parent);
  }

  #forgetSearches(): void {
    this.#search = 1;
    const { words, end } = this.records;
    for (let parent = 0; parent < end; parent++)
      words[(parent << PARENT) + SEEN_BY] = Math.min(words[(parent << PARENT) + SEEN_BY], 0);
  }
}
