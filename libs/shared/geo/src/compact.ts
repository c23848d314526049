import { compactCells, uncompactCells } from 'h3-js';

import { asCell, type Cell, MAX_CELLS, type Resolution, resolutionOf } from './cell.ts';

/** The fewest cells that cover the same: seven that fill their parent become it. All must be different and of one resolution. */
export function compact(cells: readonly Cell[]): Cell[] {
  return compactCells([...cells]).map(asCell);
}

/** What keeps cells from being uncompacted, as a sentence without a subject; undefined when nothing does. */
export function uncompactProblem(cells: readonly Cell[], resolution: Resolution): string | undefined {
  const steps = cells.map((cell) => resolution - resolutionOf(cell));
  if (steps.some((step) => step < 0)) return `must not be finer than resolution ${resolution}`;
  const count = steps.reduce((sum, step) => sum + 7 ** step, 0);
  return count > MAX_CELLS ? `must come to at most ${MAX_CELLS} cells` : undefined;
}

/** The cells of one resolution that cover the same, each once. Throws a RangeError where `uncompactProblem` finds one. */
export function uncompact(cells: readonly Cell[], resolution: Resolution): Cell[] {
  const problem = uncompactProblem(cells, resolution);
  if (problem !== undefined) throw new RangeError(`cells ${problem}`);
  return [...new Set(uncompactCells([...cells], resolution).map(asCell))];
}
