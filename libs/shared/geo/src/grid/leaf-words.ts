import { type CellFinder } from '../h3/cell-finder.ts';

/** How far parents are above leaves, and groups between them. */
const PARENT_STEPS = 2;
const GROUP_STEPS = 1;
/** The digits between them have so many bits: a leaf's number is its parent's, and those; the last digit's are those of the leaf in its group. */
export const CHILD_BITS = 6;
export const DIGIT_BITS = 3;

const FINEST = 15;
/** Bits 52 to 55 of a cell say its resolution. */
const RESOLUTION_SHIFT = 52 - 32;

/** The two halves of a cell, most significant first. */
export type Words = Pick<CellFinder, 'high' | 'low'>;

/** Takes the words of a leaf apart. */
export class LeafWords {
  readonly parent: WordsAbove;
  readonly group: WordsAbove;
  /** The leaf among its parent's: 0 to 63. */
  child = 0;
  readonly #shift: number;

  constructor(resolution: number) {
    this.#shift = DIGIT_BITS * (FINEST - resolution);
    this.parent = new WordsAbove(resolution, PARENT_STEPS);
    this.group = new WordsAbove(resolution, GROUP_STEPS);
  }

  read(leaf: Words): void {
    this.parent.read(leaf);
    this.group.read(leaf);
    this.child = this.#digits(leaf) & ((1 << CHILD_BITS) - 1);
  }

  /** The lowest bits of this are the digits. Shifts count modulo 32. */
  #digits({ high, low }: Words): number {
    if (this.#shift >= 32) return high >>> this.#shift;
    return (low >>> this.#shift) | ((high << 1) << (31 - this.#shift));
  }
}

/** The words of the cell so many resolutions above another: an H3 cell is its parent with digits set; a parent has all their bits set. */
class WordsAbove {
  high = 0;
  low = 0;
  readonly #digitsHigh: number;
  readonly #digitsLow: number;
  readonly #resolution: number;

  constructor(resolution: number, steps: number) {
    const shift = BigInt(DIGIT_BITS * (FINEST - resolution));
    const digits = ((1n << BigInt(DIGIT_BITS * steps)) - 1n) << shift;
    this.#digitsHigh = Number(digits >> 32n);
    this.#digitsLow = Number(digits & 0xffff_ffffn) | 0;
    this.#resolution = (resolution - steps) << RESOLUTION_SHIFT;
  }

  read({ high, low }: Words): void {
    this.high = ((high | this.#digitsHigh) & ~(0xf << RESOLUTION_SHIFT)) | this.#resolution;
    this.low = low | this.#digitsLow;
  }
}
