import { getResolution, h3IndexToSplitLong } from 'h3-js';

import { type Cell } from '../cell.ts';
import { type CellFinder } from '../h3/cell-finder.ts';
import { type CellCircle, cellCircle } from '../cell-circle.ts';
import { NONE } from './columns.ts';
import { Records } from './records.ts';

/** Cells of any resolutions, to be asked for points. */
export interface CellSet {
  readonly caps: readonly CellCircle[];
  holds(lat: number, lng: number): boolean;
}

export function cellSet(cells: readonly Cell[], finder: CellFinder): CellSet {
  const table = new Records(64, { bits: 2, keyWords: 2 });
  const key = new Int32Array(2);
  const caps = [...new Set(cells)].map((cell) => {
    const [low, high] = h3IndexToSplitLong(cell);
    [key[0], key[1]] = [high, low];
    if (table.isFull) table.grow();
    table.add(key, 0);
    return cellCircle(cell);
  });
  const resolutions = [...new Set(cells.map((cell) => getResolution(cell)))];
  return {
    caps,
    holds: (lat, lng) =>
      resolutions.some((resolution) => {
        finder.find(lat, lng, resolution);
        [key[0], key[1]] = [finder.high, finder.low];
        return table.find(key, 0) !== NONE;
      }),
  };
}
