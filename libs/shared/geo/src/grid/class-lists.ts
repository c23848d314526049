import { type DriverClass } from './class-set.ts';
import { grown, NONE } from './columns.ts';

/** Words of a list: its class, its first driver, and the next list of the same leaf, or the next free number. */
export const LIST_CLASS = 0;
export const HEAD = 1;
export const NEXT_LIST = 2;
/** Where a list's words begin, from its number: shifted by so many bits. */
export const LIST = 2;

/**
 * The lists of drivers, one a leaf and class that has anybody, by numbers that are given again when they are free. Those of a leaf are linked; there
 * are few.
 */
export class ClassLists {
  words: Int32Array;
  #free = NONE;
  #end = 0;

  constructor(capacity: number) {
    this.words = new Int32Array(capacity << LIST);
  }

  get bytes(): number {
    return this.words.byteLength;
  }

  /** The list of a class among those from `first` on. */
  find(first: number, one: DriverClass): number {
    let list = first;
    while (list !== NONE && this.words[(list << LIST) + LIST_CLASS] !== one) list = this.#next(list);
    return list;
  }

  /** A new one, without a driver, before `first`. */
  add(first: number, one: DriverClass): number {
    const list = this.#take();
    this.words[(list << LIST) + LIST_CLASS] = one;
    this.words[(list << LIST) + HEAD] = NONE;
    this.words[(list << LIST) + NEXT_LIST] = first;
    return list;
  }

  /** Takes a list out of those from `first` on, and gives the first of the rest. */
  remove(first: number, list: number): number {
    const rest = this.#next(list);
    let before = first === list ? NONE : first;
    while (before !== NONE && this.#next(before) !== list) before = this.#next(before);
    if (before !== NONE) this.words[(before << LIST) + NEXT_LIST] = rest;
    this.words[(list << LIST) + NEXT_LIST] = this.#free;
    this.#free = list;
    return before === NONE ? rest : first;
  }

  #next(list: number): number {
    return this.words[(list << LIST) + NEXT_LIST];
  }

  #take(): number {
    const free = this.#free;
    if (free !== NONE) {
      this.#free = this.#next(free);
      return free;
    }
    if (this.#end << LIST === this.words.length) this.words = grown(this.words, 2 * this.words.length);
    return this.#end++;
  }
}
