import { type LatLng, metresBetween } from '../lat-lng.ts';

/** From one point of a track to the next. */
export interface TrackStep {
  readonly to: LatLng;
  readonly millis: number;
  /** As receivers saw it: 0 where the car stood. Undefined where nothing was seen. */
  readonly metres?: number | undefined;
}

/** Where something was, as well as receivers knew: smoothed, so that its steps are not for the most part noise. */
export interface Track {
  readonly from: LatLng;
  readonly steps: readonly TrackStep[];
}

/** A point of a track at which its street is looked for. */
export interface Place {
  readonly at: LatLng;
  /** How many steps lead to it from the beginning. */
  readonly step: number;
  /** Since the place before. */
  readonly millis: number;
  /** Metres, as receivers saw them since the place before; undefined behind a step in which nothing was seen. */
  readonly seen: number | undefined;
}

/** Places that are nearer to each other say more about noise than about streets. */
const APART_METRES = 30;

/** The ends of a track and of what was not seen of it, and between them a place each so many metres. */
export function placesOf({ from, steps }: Track): [Place, ...Place[]] {
  const places: [Place, ...Place[]] = [{ at: from, step: 0, millis: 0, seen: undefined }];
  let [last, millis, seen] = [from, 0, 0];
  steps.forEach(({ to: at, metres, ...step }, i) => {
    millis += step.millis;
    seen += metres ?? 0;
    const isEnd = i + 1 === steps.length || steps[i + 1].metres === undefined;
    if (metres !== undefined && !isEnd && metresBetween(last, at) < APART_METRES) return;
    places.push({ at, step: i + 1, millis, seen: metres === undefined ? undefined : seen });
    [last, millis, seen] = [at, 0, 0];
  });
  return places;
}
