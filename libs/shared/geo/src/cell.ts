import { getResolution, isValidCell, latLngToCell } from 'h3-js';

import { isLatLng, type LatLng } from './lat-lng.ts';

/** An H3 cell in its text form: 15 lower-case hexadecimal digits, as in `891f2504d6fffff`. */
export type Cell = string & { readonly __cell: 'h3' };

/** 0 to 15. The average cell has 5.2 km² at 7, 0.74 at 8, 0.11 at 9, 0.015 at 10; each is divided into about seven of the next. */
export type Resolution = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15;

/** The most cells that are made at once: a city of 10,000 km² at resolution 9. */
export const MAX_CELLS = 100_000;

const TEXT = /^8[0-9a-f]{14}$/;

/** Whether a text is a cell. h3-js alone would also take capitals, and 64 bits with more before them. */
export function isCell(text: string): text is Cell {
  return TEXT.test(text) && isValidCell(text);
}

/** The cell around a point. Throws a RangeError for what is not on the earth. */
export function cellOf(point: LatLng, resolution: Resolution): Cell {
  if (!isLatLng(point)) throw new RangeError('latitude is -90 to 90, longitude -180 to 180');
  return asCell(latLngToCell(point.lat, point.lng, resolution));
}

export function resolutionOf(cell: Cell): Resolution {
  // What h3-js answers for a cell is four bits of it.
  return getResolution(cell) as Resolution;
}

/** The 64 bits of a cell, for the wire and for whatever keeps many of them. */
export function cellBits(cell: Cell): bigint {
  return BigInt(`0x${cell}`);
}

/** The inverse of `cellBits`. Undefined for bits that are not those of a cell. */
export function cellOfBits(bits: bigint): Cell | undefined {
  const text = bits.toString(16);
  return isCell(text) ? text : undefined;
}

/** The one place where a text becomes a cell unchecked: h3-js made it. */
export function asCell(text: string): Cell {
  return text as Cell;
}
