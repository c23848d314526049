import { grown, NONE } from './columns.ts';

/** 128-bit keys, four words each, most significant first. */
export type Keys = Uint32Array | Int32Array;

/**
 * Numbers for 128-bit keys: small ones from 0, given again when they are free, so that they can stand for places in columns. An
 * open-addressing table with linear probing, at most half full, which closes its gaps (Knuth, TAOCP 3, 6.4, algorithm R). It takes memory
 * only in `grow`.
 */
export class KeyTable {
  /** Four words a number. The first of a number that is free names the next that is. */
  #keys: Int32Array;
  #table: Int32Array;
  #free = NONE;
  /** Numbers from here on were never given. */
  #fresh = 0;
  #count = 0;

  /** @param capacity a power of two */
  constructor(capacity = 64) {
    this.#keys = new Int32Array(4 * capacity);
    this.#table = new Int32Array(2 * capacity).fill(NONE);
  }

  get capacity(): number {
    return this.#keys.length / 4;
  }

  get count(): number {
    return this.#count;
  }

  /** All numbers that were ever given are below this. */
  get end(): number {
    return this.#fresh;
  }

  get bytes(): number {
    return this.#keys.byteLength + this.#table.byteLength;
  }

  /** The number of the key at `keys[at]` .. `keys[at + 3]`; NONE where it has none. */
  find(keys: Keys, at: number): number {
    const [k, table] = [this.#keys, this.#table];
    const mask = table.length - 1;
    const [a, b, c, d] = [keys[at] | 0, keys[at + 1] | 0, keys[at + 2] | 0, keys[at + 3] | 0];
    for (let i = hash(keys, at) & mask; ; i = (i + 1) & mask) {
      const n = table[i];
      if (n === NONE) return NONE;
      const own = 4 * n;
      if (k[own + 3] === d && k[own + 2] === c && k[own + 1] === b && k[own] === a) return n;
    }
  }

  /** Gives a number to a key that has none. Only while `count` is below `capacity`. */
  add(keys: Keys, at: number): number {
    const n = this.#free === NONE ? this.#fresh++ : this.#free;
    if (n === this.#free) this.#free = this.#keys[4 * n];
    for (let word = 0; word < 4; word++) this.#keys[4 * n + word] = keys[at + word];
    this.#insert(n);
    this.#count += 1;
    return n;
  }

  /** Takes a number back. Only one that is given. */
  remove(n: number): void {
    this.#closeGap(this.#placeOf(n));
    this.#keys[4 * n] = this.#free;
    this.#free = n;
    this.#count -= 1;
  }

  /** Writes the key of a number to `into[at]` .. `into[at + 3]`. */
  read(n: number, into: Keys, at: number): void {
    for (let word = 0; word < 4; word++) into[at + word] = this.#keys[4 * n + word];
  }

  /** The key of a number, one of its four words. Signed. */
  word(n: number, word: number): number {
    return this.#keys[4 * n + word];
  }

  /** Whether the key of one number is below that of another. */
  isBelow(n: number, other: number): boolean {
    for (let word = 0; word < 4; word++) {
      const [a, b] = [this.#keys[4 * n + word] >>> 0, this.#keys[4 * other + word] >>> 0];
      if (a !== b) return a < b;
    }
    return false;
  }

  clear(): void {
    this.#table.fill(NONE);
    this.#free = NONE;
    this.#fresh = this.#count = 0;
  }

  /** Makes room for twice as many. */
  grow(): void {
    const taken = this.#table.filter((n) => n !== NONE);
    this.#keys = grown(this.#keys, 2 * this.#keys.length);
    this.#table = new Int32Array(2 * this.#table.length).fill(NONE);
    for (const n of taken) this.#insert(n);
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
    return hash(this.#keys, 4 * n) & (this.#table.length - 1);
  }
}

/** Mixes all bits into all, the last step by the finaliser of MurmurHash3 (public domain, Austin Appleby). */
function hash(keys: Keys, at: number): number {
  let h = Math.imul(keys[at], 0x9e3779b1) ^ Math.imul(keys[at + 1], 0x85ebca77);
  h ^= Math.imul(keys[at + 2], 0xc2b2ae3d) ^ keys[at + 3];
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
