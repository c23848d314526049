import { greatCircleMetres, type LatLng } from '@hansom/shared-geo';

/** What is nearer than this to the point before it cannot be told from it on a map. */
const NEAREST_METRES = 10;

/** The points of a line that are to be drawn: first and last, and of those between as many as are apart, at most `most` in all. */
export function thinned(line: readonly LatLng[], most: number): LatLng[] {
  const apart = apartBy(line, NEAREST_METRES);
  if (apart.length <= most) return apart;
  const step = (apart.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => apart[Math.round(i * step)]).filter(
    (point) => point !== undefined,
  );
}

function apartBy(line: readonly LatLng[], metres: number): LatLng[] {
  const kept: LatLng[] = [];
  for (const [i, point] of line.entries()) {
    const before = kept.at(-1);
    const isLast = i === line.length - 1;
    if (isLast || !before || greatCircleMetres(before, point) >= metres) kept.push(point);
  }
  return kept;
}
