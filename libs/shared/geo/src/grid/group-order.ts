import { LEAF_DIGIT } from './leaf-cells.ts';
import { DIGIT_BITS } from './leaf-words.ts';

/** A parent's groups. */
export const GROUPS = 7;

/** The digits of H3 around a cell's middle child, which has 0: K, JK, J, IJ, I and IK. */
const AROUND = [1, 3, 2, 6, 4, 5];
/** How many steps around a neighbour's neighbours are, the nearest first. */
const STEPS = [0, 1, 5, 2, 4, 3];

/**
 * By a leaf's group, from eight times its digit on: the places of the groups in a parent's block, those nearest to it first. The sooner a search comes to near
 * ones, the less it looks into far ones; what it finds does not depend on it.
 */
export const GROUP_ORDER = Uint8Array.from(
  [0, 1, 2, 3, 4, 5, 6]
    .flatMap((own) => [...nearestFirst(own), 0])
    .map((digit) => (digit << DIGIT_BITS) | LEAF_DIGIT),
);

function nearestFirst(own: number): number[] {
  const at = AROUND.indexOf(own);
  if (at < 0) return [own, ...AROUND];
  const [first = own, ...others] = STEPS.map((step) => AROUND[(at + step) % AROUND.length]);
  return [first, 0, ...others];
}
