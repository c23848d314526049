import { NONE } from './columns.ts';

/** Words of a key, most significant first. */
export type Keys = Uint32Array | Int32Array;

/** Large buffers begin 16 bytes behind a page: from here on no record lies on two lines of the processor's cache. */
const LEAD = 48;

const WORD_BYTES = 4;

export interface RecordLayout {
  /** A record has so many words, as a power of two: 2 to 4. */
  bits: number;
  /** The last of them are its key: two or four. */
  keyWords: number;
}

/**
 * Records that are found by their keys, under small numbers from 0 that are given again when they are free. What is known of a thing stands side by
 * side: what slows down an index of many things is the way to memory, and this is one way a thing.
 *
 * The table of keys is an open-addressing one with linear probing, at most half full, which closes its gaps (Knuth, TAOCP 3, 6.4, algorithm R).
 * Memory is taken in `grow` only.
 */
export class Records {
  /** The same as `words`. */
  floats: Float32Array;
  /** Word w of record n is at (n << bits) + w. Those before the key are the owner's. */
  words: Int32Array;
  readonly #bits: number;
  readonly #keyWords: number;
  /** The place of the key among a record's words. */
  readonly #key: number;
  #table: Int32Array;
  #free = NONE;
  #end = 0;
  #count = 0;

  /** @param capacity a power of two */
  constructor(capacity: number, { bits, keyWords }: RecordLayout) {
    const buffer = new ArrayBuffer(LEAD + (WORD_BYTES << bits) * capacity);
    this.floats = new Float32Array(buffer, LEAD);
    this.words = new Int32Array(buffer, LEAD);
    this.#bits = bits;
    this.#keyWords = keyWords;
    this.#key = (1 << bits) - keyWords;
    this.#table = new Int32Array(2 * capacity).fill(NONE);
  }

  get capacity(): number {
    return this.#table.length / 2;
  }

  get count(): number {
    return this.#count;
  }

  get isFull(): boolean {
    return this.#count === this.capacity;
  }

  /** All numbers that were ever given are below this. */
  get end(): number {
    return this.#end;
  }

  get bytes(): number {
    return this.words.buffer.byteLength + this.#table.byteLength;
  }

  /** The number of the record whose key begins at `keys[at]`; NONE: there is none. */
  find(keys: Keys, at: number): number {
    const table = this.#table;
    const mask = table.length - 1;
    for (let i = this.#hash(keys, at) & mask; ; i = (i + 1) & mask) {
      const n = table[i];
      if (n === NONE || this.#has(n, keys, at)) return n;
    }
  }

  /** Gives a number to a key that has none. Not while it is full. The record holds what was there before. */
  add(keys: Keys, at: number): number {
    const n = this.#free === NONE ? this.#end++ : this.#free;
    const key = this.#keyOf(n);
    if (n === this.#free) this.#free = this.words[key];
    for (let word = 0; word < this.#keyWords; word++) this.words[key + word] = keys[at + word];
    this.#insert(n);
    this.#count += 1;
    return n;
  }

  /** Takes a number back that was given. */
  remove(n: number): void {
    this.#closeGap(this.#placeOf(n));
    this.words[this.#keyOf(n)] = this.#free;
    this.#free = n;
    this.#count -= 1;
  }

  clear(): void {
    this.#table.fill(NONE);
    this.#free = NONE;
    this.#end = this.#count = 0;
  }

  /** A word of a record's key. Signed. */
  key(n: number, word: number): number {
    return this.words[this.#keyOf(n) + word];
  }

  /** Whether the key of one record is below that of another. */
  isBelow(n: number, other: number): boolean {
    for (let word = 0; word < this.#keyWords; word++) {
      const own = this.key(n, word) >>> 0;
      const others = this.key(other, word) >>> 0;
      if (own !== others) return own < others;
    }
    return false;
  }

  /** Makes room for twice as many. */
  grow(): void {
    const taken = this.#table.filter((n) => n !== NONE);
    const { words } = this;
    const buffer = new ArrayBuffer(LEAD + 2 * words.byteLength);
    this.floats = new Float32Array(buffer, LEAD);
    this.words = new Int32Array(buffer, LEAD);
    this.words.set(words);
    this.#table = new Int32Array(2 * this.#table.length).fill(NONE);
    for (const n of taken) this.#insert(n);
  }

  #keyOf(n: number): number {
    return (n << this.#bits) + this.#key;
  }

  #has(n: number, keys: Keys, at: number): boolean {
    const own = this.#keyOf(n);
    let word = this.#keyWords - 1;
    while (word >= 0 && this.words[own + word] === (keys[at + word] | 0)) word -= 1;
    return word < 0;
  }

  #insert(n: number): void {
    const mask = this.#table.length - 1;
    let i = this.#home(n);
    while (this.#table[i] !== NONE) i = (i + 1) & mask;
    this.#table[i] = n;
  }

  #placeOf(n: number): number {
    const mask = this.#table.length - 1;
    let i = this.#home(n);
    while (this.#table[i] !== n) i = (i + 1) & mask;
    return i;
  }

  /** Moves those behind a gap into it who would not be found past it. */
  #closeGap(gap: number): void {
    const table = this.#table;
    const mask = table.length - 1;
    for (let i = (gap + 1) & mask; table[i] !== NONE; i = (i + 1) & mask) {
      const home = this.#home(table[i]);
      if (((i - home) & mask) < ((i - gap) & mask)) continue;
      table[gap] = table[i];
      gap = i;
    }
    table[gap] = NONE;
  }

  #home(n: number): number {
    return this.#hash(this.words, this.#keyOf(n)) & (this.#table.length - 1);
  }

  /** Mixes all bits into all, the last step by the finaliser of MurmurHash3 (public domain, Austin Appleby). */
  #hash(keys: Keys, at: number): number {
    let h = 0;
    for (let word = 0; word < this.#keyWords; word++) h = Math.imul(h ^ keys[at + word], 0x9e3779b1);
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return h ^ (h >>> 16);
  }
}
