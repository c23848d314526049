import { cellToBoundary, cellToLatLng, splitLongToH3Index } from 'h3-js';

import { chordBetween, unitVector, type Vector } from '../chord.ts';

/** More than rounding to 32-bit reals, and than rounding in what is done with them. */
const ROUNDING = 1 + 2 ** -22;

/**
 * How much farther what is listed in the cells one and two resolutions below may be than a cell's own corners: those cells overhang it, and their circles
 * overhang them. 1.14 and 1.09 are the most that was seen, of all coarse cells, those around all pentagons, and thousands elsewhere.
 */
export const OVERHANG = { ofChildren: 1.2, ofGrandchildren: 1.1 };

/**
 * Writes a circle that holds all of a cell, from the cell's words: the centre's x, y and z, and the radius. They are 32-bit reals: the centre is
 * rounded, up to half a metre, and then the radius is what reaches all corners from there. Slow: some microseconds.
 */
export function writeCap(high: number, low: number, into: Float32Array): void {
  const cell = splitLongToH3Index(low, high);
  const [lat, lng] = cellToLatLng(cell);
  into.set(unitVector({ lat, lng }));
  const [x = 0, y = 0, z = 0] = into;
  const centre: Vector = [x, y, z];
  const corners = cellToBoundary(cell).map(([north, east]) => unitVector({ lat: north, lng: east }));
  into[3] = Math.max(...corners.map((corner) => chordBetween(centre, corner))) * ROUNDING;
}
