import { greatCircleMetres, type LatLng, type TraceFix, traceDistance } from '@hansom/shared-geo';
import { type EpochMs, type Millis } from '@hansom/shared-time';

/** What is known of the way of a trip. */
export interface Trace {
  /** By rising time. */
  readonly fixes: readonly TraceFix[];
  /** Whether none is missing after the last one. */
  readonly reachesEnd: boolean;
}

/** What is known of a trip beside its trace. */
export interface Trip {
  readonly startedAt: EpochMs;
  readonly endedAt: EpochMs;
  readonly pickup: LatLng;
  readonly destination: LatLng;
}

/** A part of a trip. */
export interface Leg {
  readonly from: LatLng;
  readonly to: LatLng;
  readonly ms: Millis;
  /** As the trace shows it; undefined for a gap, which somebody who knows the roads should bridge. */
  readonly metres?: number;
}

/** What is more than this without a fix is a gap. */
const GAP_MS: Millis = 10_000;
/** Who moved less than this in a gap stood. */
const LEAST_GAP_METRES = 50;

/** A trip from its start to its end, part by part: their times sum to all of it. The trace is smoothed: noise costs nothing. */
export function legsOf({ fixes, reachesEnd }: Trace, trip: Trip): Leg[] {
  const within = fixes.filter(({ atMs }) => atMs >= trip.startedAt && atMs <= trip.endedAt);
  const [first] = within;
  if (!first) return [gap(trip.pickup, trip.destination, trip.endedAt - trip.startedAt)];
  const shown = traceDistance(within, { gapMs: GAP_MS }).legs.map(({ millis, ...leg }) =>
    'metres' in leg ? { ...leg, ms: millis } : gap(leg.from, leg.to, Math.round(millis)),
  );
  const shownMs = shown.reduce((sum, { ms }) => sum + ms, 0);
  const last = shown.at(-1)?.to ?? first;
  // After the last fix the car stands, unless fixes are known to be missing.
  const end = reachesEnd ? last : trip.destination;
  return [
    legTo(trip.pickup, shown[0]?.from ?? first, first.atMs - trip.startedAt),
    ...shown,
    legTo(last, end, trip.endedAt - first.atMs - shownMs),
  ];
}

/** To or from a place that no fix shows. */
function legTo(from: LatLng, to: LatLng, ms: Millis): Leg {
  return ms > GAP_MS ? gap(from, to, ms) : { from, to, metres: 0, ms };
}

function gap(from: LatLng, to: LatLng, ms: Millis): Leg {
  const metres = greatCircleMetres(from, to);
  return metres < LEAST_GAP_METRES ? { from, to, ms, metres } : { from, to, ms };
}
