import { greatCircleMetres, type LatLng } from '@hansom/shared-geo';

/** Where a car is on its way. */
export interface Standing {
  at: LatLng;
  /** Clockwise from north, 0 to 360. */
  bearingDegrees: number;
  metresPerSecond: number;
}

/** A drive along streets. */
export interface Journey {
  readonly metres: number;
  readonly millis: number;
  /** Where the car is so many milliseconds after it set out; at the end when it is there. */
  at(elapsedMs: number): Standing;
}

/** A drive along a line of at least one point, at the even speed that takes `millis`. */
export function journeyAlong(line: readonly LatLng[], millis: number): Journey {
  const stretches = stretchesOf(line);
  const metres = stretches.reduce((sum, stretch) => sum + stretch.metres, 0);
  const metresPerSecond = millis > 0 ? (metres / millis) * 1000 : 0;
  const [first = { lat: 0, lng: 0 }] = line;
  const last = line[line.length - 1] ?? first;
  return {
    metres,
    millis,
    at: (elapsedMs) => {
      const driven = Math.max(0, (elapsedMs / 1000) * metresPerSecond);
      const stretch = stretchAt(stretches, driven);
      if (!stretch || elapsedMs >= millis) {
        return {
          at: last,
          bearingDegrees: stretches[stretches.length - 1]?.bearing ?? 0,
          metresPerSecond: 0,
        };
      }
      const share = (driven - stretch.before) / stretch.metres;
      return {
        at: between(stretch.from, stretch.to, share),
        bearingDegrees: stretch.bearing,
        metresPerSecond,
      };
    },
  };
}

interface Stretch {
  from: LatLng;
  to: LatLng;
  metres: number;
  /** Metres before it begins. */
  before: number;
  bearing: number;
}

function stretchesOf(line: readonly LatLng[]): Stretch[] {
  const stretches: Stretch[] = [];
  let before = 0;
  for (const [index, to] of line.entries()) {
    const from = line[index - 1];
    const metres = from ? greatCircleMetres(from, to) : 0;
    if (!from || metres === 0) continue;
    stretches.push({ from, to, metres, before, bearing: bearingOf(from, to) });
    before += metres;
  }
  return stretches;
}

/** By bisection: a city's way has hundreds of stretches. */
function stretchAt(stretches: readonly Stretch[], driven: number): Stretch | undefined {
  let [low, high] = [0, stretches.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((stretches[middle]?.before ?? 0) <= driven) low = middle;
    else high = middle - 1;
  }
  const found = stretches[low];
  return found && driven < found.before + found.metres ? found : undefined;
}

function between(from: LatLng, to: LatLng, share: number): LatLng {
  return { lat: from.lat + (to.lat - from.lat) * share, lng: from.lng + (to.lng - from.lng) * share };
}

/** Of a short way: on a plane that is as wide as the parallel. */
function bearingOf(from: LatLng, to: LatLng): number {
  const east = (to.lng - from.lng) * Math.cos((from.lat * Math.PI) / 180);
  const degrees = (Math.atan2(east, to.lat - from.lat) * 180) / Math.PI;
  return (degrees + 360) % 360;
}
