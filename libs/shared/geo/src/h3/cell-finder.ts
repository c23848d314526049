/** Finds the H3 cell of a point, as two 32-bit words: no string, no allocation. */
export interface CellFinder {
  /** Degrees, checked by the caller; resolution 0-15. The answer stands in `high` and `low` until the next call. */
  find(lat: number, lng: number, resolution: number): void;
  readonly high: number; // signed 32-bit (| 0)
  readonly low: number;
}
