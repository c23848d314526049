import { cellToBoundary, cellToLatLng } from 'h3-js';

import { type Cell } from './cell.ts';
import { type Chord, chordBetween, unitVector, type Vector } from './chord.ts';

/** A cap of the sphere that holds all of a cell. */
export interface CellCircle {
  readonly centre: Vector;
  /** From the centre to whatever of the cell is farthest, and a billionth more, for rounding. */
  readonly radius: Chord;
}

const ROUNDING = 1 + 1e-9;

/** Around the cell's centre. A cell's corners, those that the projection adds included, are its farthest points. */
export function cellCircle(cell: Cell): CellCircle {
  const [lat, lng] = cellToLatLng(cell);
  const centre = unitVector({ lat, lng });
  const corners = cellToBoundary(cell).map(([y, x]) => unitVector({ lat: y, lng: x }));
  return { centre, radius: Math.max(...corners.map((corner) => chordBetween(centre, corner))) * ROUNDING };
}
