import { gridDisk, h3IndexToSplitLong, splitLongToH3Index } from 'h3-js';

import { type CellCircle } from '../cell-circle.ts';
import { capOf } from './cap.ts';
import { CellTable, emptyColumn } from './cell-table.ts';
import { grown, NONE } from './columns.ts';

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
  /** The first leaf with somebody in it. */
  firstLeaf: Int32Array;
  /** The classes that are in its leaves, as the words of a ClassSet. */
  classesLow: Int32Array;
  classesHigh: Int32Array;
  /** The parents that have somebody, in no order, and how many they are. */
  occupied: Int32Array;
  occupiedCount = 0;
  /** The last search that came to it. */
  seenBy: Int32Array;
  /** Six a cell: see `knowsNeighbours`. */
  neighbours: Int32Array;
  #placeInOccupied: Int32Array;
  /** How many leaves are known, whether anybody is in them or not. */
  #leaves: Int32Array;
  #search = 0;

  constructor(capacity: number) {
    super(capacity);
    this.firstLeaf = emptyColumn(capacity);
    this.classesLow = new Int32Array(capacity);
    this.classesHigh = new Int32Array(capacity);
    this.occupied = new Int32Array(capacity);
    this.seenBy = new Int32Array(capacity);
    this.neighbours = new Int32Array(NEIGHBOURS * capacity).fill(UNASKED);
    this.#placeInOccupied = emptyColumn(capacity);
    this.#leaves = new Int32Array(capacity);
  }

  override get bytes(): number {
    return super.bytes + 7 * this.firstLeaf.byteLength + this.neighbours.byteLength;
  }

  /** A number for a search, by which it knows what it has seen. */
  beginSearch(): number {
    if (this.#search === 0x7fff_ffff) this.seenBy.fill((this.#search = 0));
    return (this.#search += 1);
  }

  learn(high: number, low: number): number {
    const known = this.find(high, low);
    if (known !== NONE) return known;
    const parent = this.add(high, low, withOverhang(capOf(high, low)));
    this.seenBy[parent] = 0;
    this.neighbours[NEIGHBOURS * parent] = UNASKED;
    return parent;
  }

  gainLeaf(parent: number): void {
    this.#leaves[parent] += 1;
    this.touched[parent] = 1;
  }

  loseLeaf(parent: number): void {
    this.#leaves[parent] -= 1;
  }

  /** Somebody came to one of its leaves, where nobody was. */
  occupy(parent: number): void {
    this.#placeInOccupied[parent] = this.occupiedCount;
    this.occupied[this.occupiedCount++] = parent;
  }

  /** Nobody is left. */
  vacate(parent: number): void {
    const last = this.occupied[--this.occupiedCount];
    const place = this.#placeInOccupied[parent];
    this.occupied[place] = last;
    this.#placeInOccupied[last] = place;
    this.touched[parent] = 1;
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
      this.touched[row[i]] = 1;
    }
    this.neighbours.set(row, NEIGHBOURS * parent);
  }

  protected isIdle(parent: number): boolean {
    return this.#leaves[parent] === 0 && (this.#search === 0 || this.seenBy[parent] !== this.#search);
  }

  protected evicted(parent: number): void {
    this.seenBy[parent] = NONE;
  }

  /** Rows that name a cell which has gone are asked for again. */
  protected swept(): void {
    for (let i = 0; i < this.neighbours.length; i++) {
      const neighbour = this.neighbours[i];
      if (neighbour >= 0 && this.seenBy[neighbour] === NONE) this.neighbours[i - (i % NEIGHBOURS)] = UNASKED;
    }
  }

  protected override grow(capacity: number): void {
    super.grow(capacity);
    this.firstLeaf = grown(this.firstLeaf, capacity, NONE);
    this.classesLow = grown(this.classesLow, capacity);
    this.classesHigh = grown(this.classesHigh, capacity);
    this.occupied = grown(this.occupied, capacity);
    this.seenBy = grown(this.seenBy, capacity);
    this.neighbours = grown(this.neighbours, NEIGHBOURS * capacity, UNASKED);
    this.#placeInOccupied = grown(this.#placeInOccupied, capacity, NONE);
    this.#leaves = grown(this.#leaves, capacity);
  }
}

function withOverhang({ centre, radius }: CellCircle): CellCircle {
  return { centre, radius: radius * OVERHANG };
}
