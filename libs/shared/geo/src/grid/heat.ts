import { type CellFinder } from '../h3/cell-finder.ts';
import { COUNT, ENTRY, FIRST, LIST, SEEN_AT } from './class-lists.ts';
import { NONE } from './columns.ts';
import { type Drivers } from './drivers.ts';
import { Records } from './records.ts';
import { type Whom } from './search.ts';

/** A word of a cell's record: how many drivers are in it. Then the cell. */
const DRIVERS = 0;
const CELL = 2;
const KEY_WORDS = 2;

/** How many drivers are in which cells. It can be used again and again. */
export class Heat {
  readonly #cells = new Records(64, { bits: CELL, keyWords: KEY_WORDS });
  readonly #key = new Int32Array(KEY_WORDS);

  /** How many cells have anybody. */
  get count(): number {
    return this.#cells.count;
  }

  /** How many drivers are in a cell, by its number: 0 to `count` - 1. */
  drivers(cell: number): number {
    return this.#cells.words[(cell << CELL) + DRIVERS];
  }

  /** The 64 bits of a cell, by its number. */
  bits(cell: number): bigint {
    const high = BigInt(this.#cells.key(cell, 0) >>> 0);
    return (high << 32n) | BigInt(this.#cells.key(cell, 1) >>> 0);
  }

  clear(): void {
    this.#cells.clear();
  }

  /** One more driver in a cell, by its words. */
  increase(high: number, low: number): void {
    this.#key[0] = high;
    this.#key[1] = low;
    const known = this.#cells.find(this.#key, 0);
    const cell = known === NONE ? this.#add() : known;
    this.#cells.words[(cell << CELL) + DRIVERS] += 1;
  }

  #add(): number {
    if (this.#cells.isFull) this.#cells.grow();
    const cell = this.#cells.add(this.#key, 0);
    this.#cells.words[(cell << CELL) + DRIVERS] = 0;
    return cell;
  }
}

/** What is counted, and how. */
interface Counting {
  readonly drivers: Drivers;
  readonly finder: CellFinder;
  readonly resolution: number;
}

export function heat(
  { drivers, finder, resolution }: Counting,
  { classes, since, also }: Whom,
  into: Heat,
): void {
  into.clear();
  const { lists } = drivers;
  for (let list = 0; list < lists.end; list++) {
    const one = lists.classOf(list);
    if (one === NONE || !classes.has(one)) continue;
    const first = lists.words[(list << LIST) + FIRST];
    const end = first + lists.words[(list << LIST) + COUNT];
    for (let entry = first; entry < end; entry++) {
      const slot = lists.slots[entry];
      if (lists.entries[(entry << ENTRY) + SEEN_AT] < since || (also && !also(slot))) continue;
      finder.find(drivers.lat(slot), drivers.lng(slot), resolution);
      into.increase(finder.high, finder.low);
    }
  }
}
