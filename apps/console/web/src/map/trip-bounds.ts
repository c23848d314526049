import { type Bounds } from './scene/create-map.ts';

interface Point {
  readonly lat: number;
  readonly lng: number;
}

/** About 300 m: a short ride is shown with some of its neighbourhood. */
const LEAST_DEGREES = 0.003;

/** What contains all points, and is not too small to be looked at. */
export function boundsAround(points: readonly Point[]): Bounds {
  const [south, north] = spread(points.map(({ lat }) => lat));
  const [west, east] = spread(points.map(({ lng }) => lng));
  return { south, west, north, east };
}

function spread(degrees: readonly number[]): [least: number, most: number] {
  let [least, most] = [Infinity, -Infinity];
  for (const degree of degrees) [least, most] = [Math.min(least, degree), Math.max(most, degree)];
  const missing = Math.max(0, LEAST_DEGREES - (most - least)) / 2;
  return [least - missing, most + missing];
}
