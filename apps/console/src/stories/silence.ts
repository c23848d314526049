import { toMoment } from '@hansom/platform-api';
import { type Fix, type GetLastResponse } from '@hansom/proto-position-tracker';

import { type DriverStory } from '../routes/shapes/driver-story.ts';

type Silence = NonNullable<DriverStory['silence']>;

/** Apps send a fix every few seconds; who is silent for this long has lost the network, or the app. */
const GAP_MS = 30_000;

/** Since when nothing was heard, and what was not heard before. */
export function silenceOf({ last, recent }: GetLastResponse, now: number): Silence {
  const times = [...recent, ...(last ? [last] : [])].flatMap(({ at }) => (at ? [at.getTime()] : []));
  const ordered = [...new Set(times)].sort((a, b) => a - b);
  const latest = ordered.at(-1);
  const gaps = ordered.flatMap((to, i) => {
    const from = ordered[i - 1];
    return from !== undefined && to - from >= GAP_MS ? [gapOf(from, to)] : [];
  });
  if (latest === undefined) return { gaps };
  return { lastFixAt: toMoment(new Date(latest)), silentMs: Math.max(0, now - latest), gaps };
}

function gapOf(from: number, to: number): Silence['gaps'][number] {
  return { from: toMoment(new Date(from)), to: toMoment(new Date(to)), lengthMs: to - from };
}

/** Where the car was last, or nothing for a fix that says no place. */
export function tellPosition(fix: Fix): DriverStory['position'] {
  const { position: at, at: fixAt, bearingDegrees, speedMetresPerSecond } = fix;
  if (!at || !fixAt) return undefined;
  return {
    at: { lat: at.lat, lng: at.lng },
    fixAt: toMoment(fixAt),
    accuracyMetres: fix.accuracyMetres,
    ...(bearingDegrees >= 0 && { bearingDegrees }),
    ...(speedMetresPerSecond >= 0 && { metresPerSecond: speedMetresPerSecond }),
  };
}
