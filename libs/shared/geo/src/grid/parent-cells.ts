import { gridDisk, h3IndexToSplitLong, splitLongToH3Index } from 'h3-js';

import { type CellCircle } from '../cell-circle.ts';
import { capOf } from './cap.ts';
import { CellTable } from './cell-table.ts';
import { grown, NONE } from './columns.ts';
import { WORDS } from './records.ts';

/** Words of a parent's record: its first leaf with somebody in it; the last search that came to it. */
export const FIRST_LEAF = 8;
export const SEEN_BY = 9;
/** How many of its leaves are known, whether anybody is in them or not; where it stands among the occupied. */
const LEAVES = 14;
const PLACE = 15;

/** How many neighbours a cell has; a pentagon has one less. */
export const NEIGHBOURS = 6;

/**
 * How much farther the cells two resolutions below may reach than a cell's own corners: they overhang it. 1.053 is the most that was seen, of
 * all cells at coarse resolutions, around all pentagons, and of thousands elsewhere.
 */
const OVERHANG = 1.1;

/** In a row of neighbours: it was never asked for. */
const UNASKED = -2;

/** The cells two resolutions above the leaves, which searches walk over. */
export class ParentCells extends CellTable {
  /** The parents that have somebody, in no order, and how many they are. */
  occupied: Int32Array;
  occupiedCount = 0;
  /** Six a cell: see `knowsNeighbours`. */
  neighbours: Int32Array;
  #search = 0;

  constructor(capacity: number) {
    super(capacity);
    this.occupied = new Int32Array(capacity);
    this.neighbours = new Int32Array(NEIGHBOURS * capacity).fill(UNASKED);
  }

  override get bytes(): number {
    return super.bytes + this.occupied.byteLength + this.neighbours.byteLength;
  }

  /** A number for a search, by which it knows what it has seen. */
  beginSearch(): number {
    if (this.#search === 0x7fff_ffff) this.#forgetSearches();
    return (this.#search += 1);
  }

  learn(high: number, low: number): number {
    const known = this.find(high, low);
    if (known !== NONE) return known;
    const parent = this.add(high, low, withOverhang(capOf(high, low)));
    const record = parent << WORDS;
    this.records.words[record + FIRST_LEAF] = NONE;
    this.records.words[record + SEEN_BY] = 0;
    this.records.words[record + LEAVES] = 0;
    this.neighbours[NEIGHBOURS * parent] = UNASKED;
    return parent;
  }

  gainLeaf(parent: number): void {
    this.records.words[(parent << WORDS) + LEAVES] += 1;
    this.touch(parent);
  }

  loseLeaf(parent: number): void {
    this.records.words[(parent << WORDS) + LEAVES] -= 1;
  }

  /** Somebody came to one of its leaves, where nobody was. */
  occupy(parent: number): void {
    this.records.words[(parent << WORDS) + PLACE] = this.occupiedCount;
    this.occupied[this.occupiedCount++] = parent;
  }

  /** Nobody is left. */
  vacate(parent: number): void {
    const { words } = this.records;
    const last = this.occupied[--this.occupiedCount];
    const place = words[(parent << WORDS) + PLACE];
    this.occupied[place] = last;
    words[(last << WORDS) + PLACE] = place;
    this.touch(parent);
  }

  /** Whether `neighbours` has them: six numbers from 6 * parent on, NONE for the sixth of a pentagon. */
  knowsNeighbours(parent: number): boolean {
    return this.neighbours[NEIGHBOURS * parent] !== UNASKED;
  }

  /** Makes it so. Slow: some tens of microseconds where they are not known either. */
  askNeighbours(parent: number): void {
    const cell = splitLongToH3Index(this.low(parent), this.high(parent));
    const row = new Int32Array(NEIGHBOURS).fill(NONE);
    const others = gridDisk(cell, 1).filter((other) => other !== cell);
    for (const [i, neighbour] of others.entries()) {
      const [low, high] = h3IndexToSplitLong(neighbour);
      row[i] = this.learn(high, low);
      this.touch(row[i]);
    }
    this.neighbours.set(row, NEIGHBOURS * parent);
  }

  /** No search that goes on has seen it, and no leaf names it. */
  protected isIdle(parent: number): boolean {
    const record = parent << WORDS;
    const { words } = this.records;
    return words[record + LEAVES] === 0 && (this.#search === 0 || words[record + SEEN_BY] !== this.#search);
  }

  protected evicted(parent: number): void {
    this.records.words[(parent << WORDS) + SEEN_BY] = NONE;
  }

  /** Rows that name a cell which has gone are asked for again. */
  protected swept(): void {
    const { words } = this.records;
    for (let i = 0; i < this.neighbours.length; i++) {
      const neighbour = this.neighbours[i];
      if (neighbour >= 0 && words[(neighbour << WORDS) + SEEN_BY] === NONE)
        this.neighbours[i - (i % NEIGHBOURS)] = UNASKED;
    }
  }

  protected override grow(): void {
    super.grow();
    const { capacity } = this.records;
    this.occupied = grown(this.occupied, capacity);
    this.neighbours = grown(this.neighbours, NEIGHBOURS * capacity, UNASKED);
  }

  #forgetSearches(): void {
    this.#search = 0;
    for (let parent = 0; parent < this.records.end; parent++)
      this.records.words[(parent << WORDS) + SEEN_BY] = 0;
  }
}

function withOverhang({ centre, radius }: CellCircle): CellCircle {
  return { centre, radius: radius * OVERHANG };
}
