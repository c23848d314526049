import { type CellFinder } from '../h3/cell-finder.ts';

/** Gives the words of the parent, high and low, of the leaf that a finder has found. The array is the same each time. */
export type ParentWords = (leaf: Pick<CellFinder, 'high' | 'low'>) => Int32Array;

/** How far the parents are above the leaves. */
export const PARENT_STEPS = 2;

const DIGIT_BITS = 3;
const FINEST = 15;
/** Bits 52 to 55 of a cell say its resolution. */
const RESOLUTION_SHIFT = 52 - 32;

/** An H3 cell is its parent with digits set: taking them away again is to set all their bits. */
export function parentWords(resolution: number): ParentWords {
  const shift = BigInt(DIGIT_BITS * (FINEST - resolution));
  const digits = ((1n << BigInt(DIGIT_BITS * PARENT_STEPS)) - 1n) << shift;
  const [setHigh, setLow] = [Number(digits >> 32n), Number(digits & 0xffff_ffffn) | 0];
  const own = (resolution - PARENT_STEPS) << RESOLUTION_SHIFT;
  const words = new Int32Array(2);
  return ({ high, low }) => {
    words[0] = ((high | setHigh) & ~(0xf << RESOLUTION_SHIFT)) | own;
    words[1] = low | setLow;
    return words;
  };
}
