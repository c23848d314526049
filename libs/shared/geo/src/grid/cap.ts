import { splitLongToH3Index } from 'h3-js';

import { asCell } from '../cell.ts';
import { type CellCircle, cellCircle } from '../cell-circle.ts';

/** Beside the billionth that a circle has to spare: of the smallest cells that is less than rounding. */
const ROUNDING = 1e-15;

/** A circle that holds all of a cell, from the cell's words. Slow: some microseconds. */
export function capOf(high: number, low: number): CellCircle {
  const { centre, radius } = cellCircle(asCell(splitLongToH3Index(low, high)));
  return { centre, radius: radius + ROUNDING };
}
