import { latLngToCell } from 'h3-js';

import { type CellFinder } from '../cell-finder.ts';
import { type Chance, points } from './points.ts';

/** What of a number of points, at all resolutions by turns, a finder and h3-js put into different cells; of many the first few. */
export function differences(
  finder: CellFinder,
  kind: string,
  options: { count: number; chance: Chance },
): string[] {
  const { count, chance } = options;
  const found: string[] = [];
  for (let i = 0; i < count && found.length < 5; i++) {
    const resolution = i % 16;
    const { lat, lng } = points[kind](chance, resolution);
    const theirs = latLngToCell(lat, lng, resolution);
    finder.find(lat, lng, resolution);
    const ours = textOf(finder);
    if (ours !== theirs) found.push(`${lat}, ${lng} at ${resolution}: ${ours} and not ${theirs}`);
  }
  return found;
}

export function textOf({ high, low }: CellFinder): string {
  return (high >>> 0).toString(16) + (low >>> 0).toString(16).padStart(8, '0');
}
