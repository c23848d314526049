import { type CellFinder } from '../h3/cell-finder.ts';

/** How far parents are above leaves. */
const PARENT_STEPS = 2;
/** The digits between them have so many bits: a leaf's number is its parent's, and those. */
export const CHILD_BITS = 6;

const DIGIT_BITS = 3;
const FINEST = 15;
/** Bits 52 to 55 of a cell say its resolution. */
const RESOLUTION_SHIFT = 52 - 32;

/** Takes the words of a leaf apart. An H3 cell is its parent with digits set; a parent has all their bits set. */
export class LeafWords {
  /** Words of the parent. */
  high = 0;
  low = 0;
  /** The leaf among its parent's: 0 to 63. */
  child = 0;
  readonly #shift: number;
  readonly #digitsHigh: number;
  readonly #digitsLow: number;
  readonly #resolution: number;

  constructor(resolution: number) {
    this.#shift = DIGIT_BITS * (FINEST - resolution);
    const digits = ((1n << BigInt(CHILD_BITS)) - 1n) << BigInt(this.#shift);
    this.#digitsHigh = Number(digits >> 32n);
    this.#digitsLow = Number(digits & 0xffff_ffffn) | 0;
    this.#resolution = (resolution - PARENT_STEPS) << RESOLUTION_SHIFT;
  }

  read({ high, low }: Pick<CellFinder, 'high' | 'low'>): void {
    this.high = ((high | this.#digitsHigh) & ~(0xf << RESOLUTION_SHIFT)) | this.#resolution;
    this.low = low | this.#digitsLow;
    this.child = this.#digits(high, low) & ((1 << CHILD_BITS) - 1);
  }

  /** The lowest bits of this are the digits. Shifts count modulo 32. */
  #digits(high: number, low: number): number {
    if (this.#shift >= 32) return high >>> this.#shift;
    return (low >>> this.#shift) | ((high << 1) << (31 - this.#shift));
  }
}
