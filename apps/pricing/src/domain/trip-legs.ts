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
/** Longer than any tunnel: who is silent for so long is not taken to be still on a trip that nobody ended. */
const LONGEST_SILENCE_MS: Millis = 600_000;

/**
 * A trip of which nobody said when it ended: with the last fix before a long silence, or, where none comes in that time, after as long as it
 * was quoted. What a car does that is heard of again after hours need not be the trip any more.
 */
export function endedWhereSeen(trip: Trip, { fixes }: Trace, quotedMs: Millis): Trip {
  const within = fixes.filter((fix) => isWithin(trip, fix));
  const silentBefore = ({ atMs }: TraceFix, i: number) =>
    atMs - (within[i - 1]?.atMs ?? trip.startedAt) > LONGEST_SILENCE_MS;
  const silence = within.findIndex(silentBefore);
  const last = within.slice(0, silence === -1 ? within.length : silence).at(-1);
  return { ...trip, endedAt: last?.atMs ?? trip.startedAt + quotedMs };
}

/** A trip from its start to its end, part by part: their times sum to all of it. The trace is smoothed: noise costs nothing. */
export function legsOf({ fixes, reachesEnd }: Trace, trip: Trip): Leg[] {
  const within = fixes.filter((fix) => isWithin(trip, fix));
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

function isWithin({ startedAt, endedAt }: Trip, { atMs }: TraceFix): boolean {
  return atMs >= startedAt && atMs <= endedAt;
}

/** To or from a place that no fix shows. */
function legTo(from: LatLng, to: LatLng, ms: Millis): Leg {
  return ms > GAP_MS ? gap(from, to, ms) : { from, to, metres: 0, ms };
}

function gap(from: LatLng, to: LatLng, ms: Millis): Leg {
  const metres = greatCircleMetres(from, to);
  return metres < LEAST_GAP_METRES ? { from, to, ms, metres } : { from, to, ms };
}
