import { type DriverClass } from './class-set.ts';
import { NONE } from './columns.ts';
import { OVERHANG, writeCap } from './cap.ts';
import { CHILD_BITS, DIGIT_BITS, type Words } from './leaf-words.ts';

/**
 * Words of a leaf, behind its circle's centre and radius, which are 32-bit reals: its classes, as those of a ClassSet; the first of its lists. Those
 * of a group are the same, but it has no lists.
 */
export const LEAF_CLASSES_LOW = 4;
export const LEAF_CLASSES_HIGH = 5;
export const FIRST_LIST = 6;
/** Word w of a leaf is at (leaf << LEAF) + w. */
export const LEAF = 3;

/** The bits of a leaf's number that are its digit in its group, and those that are the group's in the parent. */
export const LEAF_DIGIT = (1 << DIGIT_BITS) - 1;
export const GROUP_DIGIT = LEAF_DIGIT << DIGIT_BITS;

const LEAF_BYTES = 4 << LEAF;
const LEAVES = 1 << CHILD_BITS;
const RADIUS = 3;

/**
 * The cells that drivers are in, in blocks of 64, one a parent: so those that a search compares lie side by side, and need no table. Seven leaves make a
 * group, the cell between them and the parent; it stands behind them, where a leaf would have the digit 7, which no cell of H3 has. Where the circle of one is, is asked for when the first driver comes.
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
    this.#setBit(leaf, one, isIn);
    this.#setBit(leaf | LEAF_DIGIT, one, this.#anyOfSevenHas(one, leaf & ~LEAF_DIGIT, 1));
  }

  /** Whether any leaf of the same parent has a class. */
  anyBesideHas(leaf: number, one: DriverClass): boolean {
    const groups = (leaf & -LEAVES) | LEAF_DIGIT;
    return this.#anyOfSevenHas(one, groups, 1 << DIGIT_BITS);
  }

  /** Makes the circles of a leaf and its group known. */
  learn(leaf: number, words: Words, group: Words): void {
    this.#learn(leaf, words, 1);
    this.#learn(leaf | LEAF_DIGIT, group, OVERHANG.ofChildren);
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

  #learn(leaf: number, { high, low }: Words, overhang: number): void {
    const cap = leaf << LEAF;
    if (this.caps[cap + RADIUS] !== 0) return;
    writeCap(high, low, this.caps.subarray(cap));
    this.caps[cap + RADIUS] *= overhang;
  }

  #setBit(leaf: number, one: DriverClass, isIn: boolean): void {
    if (isIn) this.words[wordOf(leaf, one)] |= 1 << one;
    else this.words[wordOf(leaf, one)] &= ~(1 << one);
  }

  /** Of leaves or of groups. */
  #anyOfSevenHas(one: DriverClass, first: number, step: number): boolean {
    let i = 0;
    while (i < 7 && ((this.words[wordOf(first + i * step, one)] >>> one) & 1) === 0) i += 1;
    return i < 7;
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

/** Where it is said whether a leaf has a class. Shifts count modulo 32. */
function wordOf(leaf: number, one: DriverClass): number {
  return (leaf << LEAF) + (one < 32 ? LEAF_CLASSES_LOW : LEAF_CLASSES_HIGH);
}
