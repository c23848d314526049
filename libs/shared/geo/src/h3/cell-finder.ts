import { h3IndexToSplitLong, latLngToCell } from 'h3-js';

/** Finds the H3 cell of a point, as two 32-bit words rather than as a text. It may be asked millions of times a second. */
export interface CellFinder {
  /** Sets `high` and `low` to the cell around a point on the earth: degrees; resolution 0 to 15. */
  find(lat: number, lng: number, resolution: number): void;
  /** The upper half of the cell that was found last. Its sign means nothing: compare after `| 0`. */
  readonly high: number;
  /** The lower half. */
  readonly low: number;
}

/** As h3-js finds them: through texts. */
export function h3CellFinder(): CellFinder {
  const finder = { high: 0, low: 0, find };
  return finder;

  function find(lat: number, lng: number, resolution: number): void {
    [finder.low, finder.high] = h3IndexToSplitLong(latLngToCell(lat, lng, resolution));
  }
}
