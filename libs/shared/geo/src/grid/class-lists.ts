import { type DriverClass } from './class-set.ts';
import { grown, NONE } from './columns.ts';

/**
 * The heads of the lists of drivers, one a leaf and class that has anybody. Those of a leaf are linked; there are few. Numbers of lists are given
 * again when they are free.
 */
export class ClassLists {
  class: Uint8Array;
  /** The first driver. */
  head: Int32Array;
  /** The next list of the same leaf, or the next free number. */
  next: Int32Array;
  #free = NONE;
  #fresh = 0;

  constructor(capacity: number) {
    this.class = new Uint8Array(capacity);
    this.head = new Int32Array(capacity);
    this.next = new Int32Array(capacity);
  }

  get bytes(): number {
    return this.class.byteLength + this.head.byteLength + this.next.byteLength;
  }

  /** The list of a class among those from `first` on. */
  find(first: number, one: DriverClass): number {
    let list = first;
    while (list !== NONE && this.class[list] !== one) list = this.next[list];
    return list;
  }

  /** A new one, without a driver, before `first`. */
  add(first: number, one: DriverClass): number {
    const list = this.#take();
    this.class[list] = one;
    this.head[list] = NONE;
    this.next[list] = first;
    return list;
  }

  /** Takes a list out of those from `first` on, and gives the first of the rest. */
  remove(first: number, list: number): number {
    const rest = this.next[list];
    let before = first === list ? NONE : first;
    while (before !== NONE && this.next[before] !== list) before = this.next[before];
    if (before !== NONE) this.next[before] = rest;
    this.next[list] = this.#free;
    this.#free = list;
    return before === NONE ? rest : first;
  }

  #take(): number {
    const free = this.#free;
    if (free !== NONE) {
      this.#free = this.next[free];
      return free;
    }
    if (this.#fresh === this.head.length) this.#grow(2 * this.head.length);
    return this.#fresh++;
  }

  #grow(capacity: number): void {
    this.class = grown(this.class, capacity);
    this.head = grown(this.head, capacity);
    this.next = grown(this.next, capacity);
  }
}
