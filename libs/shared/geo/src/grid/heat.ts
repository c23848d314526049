import { type CellFinder } from '../h3/cell-finder.ts';
import { grown, NONE } from './columns.ts';
import { type Drivers } from './drivers.ts';
import { KeyTable } from './key-table.ts';
import { type Whom } from './search.ts';

/** How many drivers are in which cells. It can be used again and again. */
export class Heat {
  readonly #cells = new KeyTable();
  readonly #key = new Int32Array(4);
  #drivers = new Int32Array(this.#cells.capacity);

  /** How many cells have anybody. */
  get count(): number {
    return this.#cells.count;
  }

  /** How many drivers are in a cell, by its number: 0 to `count` - 1. */
  drivers(cell: number): number {
    return this.#drivers[cell];
  }

  /** The 64 bits of a cell, by its number. */
  bits(cell: number): bigint {
    const [high, low] = [this.#cells.word(cell, 2), this.#cells.word(cell, 3)];
    return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
  }

  clear(): void {
    this.#cells.clear();
    this.#drivers.fill(0);
  }

  /** One more driver in a cell, by its words. */
  increase(high: number, low: number): void {
    this.#key[2] = high;
    this.#key[3] = low;
    const known = this.#cells.find(this.#key, 0);
    this.#drivers[known === NONE ? this.#add() : known] += 1;
  }

  #add(): number {
    if (this.#cells.count === this.#cells.capacity) {
      this.#cells.grow();
      this.#drivers = grown(this.#drivers, this.#cells.capacity);
    }
    return this.#cells.add(this.#key, 0);
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
  const { ids, seenAt } = drivers;
  for (let slot = 0; slot < ids.end; slot++) {
    const one = drivers.class[slot];
    if (one === NONE || seenAt[slot] < since || !classes.has(one)) continue;
    if (also && !also(slot)) continue;
    finder.find(drivers.lat(slot), drivers.lng(slot), resolution);
    into.increase(finder.high, finder.low);
  }
}
