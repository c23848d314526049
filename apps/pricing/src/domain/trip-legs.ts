import { greatCircleMetres, type LatLng } from '@hansom/shared-geo';
import { type EpochMs, type Millis } from '@hansom/shared-time';

/** Where the car was at a moment. */
export interface TraceFix extends LatLng {
  readonly seq: number;
  readonly atMs: EpochMs;
  readonly accuracyMetres: number;
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

/** A part of a trip that the trace shows. */
export interface DrivenLeg {
  readonly kind: 'driven';
  readonly metres: number;
  readonly ms: Millis;
}

/** A part that it does not show: somebody who knows the roads should bridge it. */
export interface GapLeg {
  readonly kind: 'gap';
  readonly from: LatLng;
  readonly to: LatLng;
  readonly ms: Millis;
}

export type Leg = DrivenLeg | GapLeg;

/** From one fix to the next, what is more than this is a gap. */
const GAP_MS: Millis = 10_000;

/** A trip from its start to its end, part by part: their times sum to all of it. */
export function legsOf(fixes: readonly TraceFix[], trip: Trip): Leg[] {
  const within = fixes.filter(({ atMs }) => atMs >= trip.startedAt && atMs <= trip.endedAt);
  const [first] = within;
  const last = within.at(-1);
  if (!first || !last) return [gap(trip.pickup, trip.destination, trip.endedAt - trip.startedAt)];
  return [
    legTo(trip.pickup, first, first.atMs - trip.startedAt),
    ...within.slice(1).map((fix, i) => between(within[i] ?? fix, fix)),
    lastLeg(last, trip),
  ];
}

/** What comes after the last fix: the car stands, unless fixes are known to be missing. */
function lastLeg(last: TraceFix, { destination, endedAt, lastSeq }: Trip): Leg {
  const ms = endedAt - last.atMs;
  return lastSeq === last.seq ? { kind: 'driven', metres: 0, ms } : legTo(last, destination, ms);
}

function between(from: TraceFix, to: TraceFix): Leg {
  const ms = to.atMs - from.atMs;
  return ms > GAP_MS ? gap(from, to, ms) : { kind: 'driven', metres: greatCircleMetres(from, to), ms };
}

/** To or from a place that no fix shows. */
function legTo(from: LatLng, to: LatLng, ms: Millis): Leg {
  return ms > GAP_MS ? gap(from, to, ms) : { kind: 'driven', metres: 0, ms };
}

function gap(from: LatLng, to: LatLng, ms: Millis): GapLeg {
  return { kind: 'gap', from, to, ms };
}
