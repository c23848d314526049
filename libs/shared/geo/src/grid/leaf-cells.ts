import { type DriverClass } from './class-set.ts';
import { NONE } from './columns.ts';
import { writeCap } from './cap.ts';
import { CHILD_BITS } from './leaf-words.ts';

/** Words of a leaf, behind its circle's centre and radius, which are 32-bit reals: its classes, as those of a ClassSet; the first of its lists. */
export const LEAF_CLASSES_LOW = 4;
export const LEAF_CLASSES_HIGH = 5;
export const FIRST_LIST = 6;
/** Word w of a leaf is at (leaf << LEAF) + w. */
export const LEAF = 3;

const LEAF_BYTES = 4 << LEAF;
const LEAVES = 1 << CHILD_BITS;
const RADIUS = 3;

/**
 * The cells that drivers are in, in blocks of 64, one a parent: so those that a search compares lie side by side, and need no table. Where the circle of one
 * is, is asked for when the first driver comes.
 */
export class LeafCells {
  /** Centre and radius; a radius of 0 is not known yet. */
  caps = new Float32Array();
  words = new Int32Array();
  /** Whose a block is; of a free one, which is free after it. */
  #parents = new Int32Array();
  #end = 0;
  #free = NONE;

  get bytes(): number {
    return this.words.byteLength + this.#parents.byteLength;
  }

  parentOf(leaf: number): number {
    return this.#parents[leaf >> CHILD_BITS];
  }

  firstList(leaf: number): number {
    return this.words[(leaf << LEAF) + FIRST_LIST];
  }

  setFirstList(leaf: number, list: number): void {
    this.words[(leaf << LEAF) + FIRST_LIST] = list;
  }

  setClass(leaf: number, one: DriverClass, isIn: boolean): void {
    const word = (leaf << LEAF) + (one < 32 ? LEAF_CLASSES_LOW : LEAF_CLASSES_HIGH);
    if (isIn) this.words[word] |= 1 << one;
    else this.words[word] &= ~(1 << one);
  }

  /** Makes the circle of a leaf known, whose words these are. */
  learn(leaf: number, high: number, low: number): void {
    const cap = leaf << LEAF;
    if (this.caps[cap + RADIUS] === 0) writeCap(high, low, this.caps.subarray(cap));
  }

  /** A block of leaves of which nothing is known. */
  take(parent: number): number {
    const block = this.#free === NONE ? this.#end++ : this.#free;
    if (block === this.#free) this.#free = this.#parents[block];
    else if (block === this.#parents.length) this.#grow();
    this.#parents[block] = parent;
    const first = block << CHILD_BITS;
    this.words.fill(0, first << LEAF, (first + LEAVES) << LEAF);
    for (let leaf = first; leaf < first + LEAVES; leaf++) this.setFirstList(leaf, NONE);
    return block;
  }

  /** Gives back a block that nobody is in. */
  release(block: number): void {
    this.#parents[block] = this.#free;
    this.#free = block;
  }

  /** By a quarter: a block is two kilobytes. */
  #grow(): void {
    const blocks = Math.ceil(1.25 * this.#end);
    const buffer = new ArrayBuffer(blocks * LEAVES * LEAF_BYTES);
    const [words, parents] = [new Int32Array(buffer), new Int32Array(blocks)];
    words.set(this.words);
    parents.set(this.#parents);
    this.words = words;
    this.caps = new Float32Array(buffer);
    this.#parents = parents;
  }
}
