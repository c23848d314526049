import { greatCircleMetres, type LatLng, type TraceFix, traceDistance } from '@hansom/shared-geo';
import { type EpochMs, type Millis } from '@hansom/shared-time';

/** A fix, and the number that the app gave it. */
export interface NumberedFix extends TraceFix {
  readonly seq: number;
}

/** What is known of a trip beside its trace. */
export interface Trip {
  readonly startedAt: EpochMs;
  readonly endedAt: EpochMs;
  readonly pickup: LatLng;
  readonly destination: LatLng;
  /** Number of its last fix; 0 when not known. */
  readonly lastSeq: number;
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
export function legsOf(fixes: readonly NumberedFix[], trip: Trip): Leg[] {
  const within = fixes.filter(({ atMs }) => atMs >= trip.startedAt && atMs <= trip.endedAt);
  const [first] = within;
  const last = within.at(-1);
  if (!first || !last) return [gap(trip.pickup, trip.destination, trip.endedAt - trip.startedAt)];
  const shown = traceDistance(within, { gapMs: GAP_MS }).legs.map(({ millis, ...leg }) =>
    'metres' in leg ? { ...leg, ms: millis } : gap(leg.from, leg.to, Math.round(millis)),
  );
  const shownMs = shown.reduce((sum, { ms }) => sum + ms, 0);
  return [
    legTo(trip.pickup, shown[0]?.from ?? first, first.atMs - trip.startedAt),
    ...shown,
    lastLeg({ ...last, ...shown.at(-1)?.to }, trip, trip.endedAt - first.atMs - shownMs),
  ];
}

/** What comes after the last fix: the car stands, unless fixes are known to be missing. */
function lastLeg(last: NumberedFix, { destination, lastSeq }: Trip, ms: Millis): Leg {
  return lastSeq === last.seq ? { from: last, to: last, metres: 0, ms } : legTo(last, destination, ms);
}

/** To or from a place that no fix shows. */
function legTo(from: LatLng, to: LatLng, ms: Millis): Leg {
  return ms > GAP_MS ? gap(from, to, ms) : { from, to, metres: 0, ms };
}

function gap(from: LatLng, to: LatLng, ms: Millis): Leg {
  const metres = greatCircleMetres(from, to);
  return metres < LEAST_GAP_METRES ? { from, to, ms, metres } : { from, to, ms };
}
