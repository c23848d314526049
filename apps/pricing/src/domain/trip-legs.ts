import { type LatLng, type TraceFix, type TraceGap, type TraceStep, traceDistance } from '@hansom/shared-geo';
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

/** What is more than this without a fix is a gap. */
const GAP_MS: Millis = 10_000;

/** A trip from its start to its end, part by part: their times sum to all of it. The trace is smoothed: noise costs nothing. */
export function legsOf(fixes: readonly NumberedFix[], trip: Trip): Leg[] {
  const within = fixes.filter(({ atMs }) => atMs >= trip.startedAt && atMs <= trip.endedAt);
  const [first] = within;
  const last = within.at(-1);
  if (!first || !last) return [gap(trip.pickup, trip.destination, trip.endedAt - trip.startedAt)];
  const shown = traceDistance(within, { gapMs: GAP_MS }).legs.map(shownLeg);
  const shownMs = shown.reduce((sum, { ms }) => sum + ms, 0);
  return [
    legTo(trip.pickup, first, first.atMs - trip.startedAt),
    ...shown,
    lastLeg(last, trip, trip.endedAt - first.atMs - shownMs),
  ];
}

function shownLeg(leg: TraceStep | TraceGap): Leg {
  if ('from' in leg) return gap(leg.from, leg.to, Math.round(leg.millis));
  return { kind: 'driven', metres: leg.metres, ms: leg.millis };
}

/** What comes after the last fix: the car stands, unless fixes are known to be missing. */
function lastLeg(last: NumberedFix, { destination, lastSeq }: Trip, ms: Millis): Leg {
  return lastSeq === last.seq ? { kind: 'driven', metres: 0, ms } : legTo(last, destination, ms);
}

/** To or from a place that no fix shows. */
function legTo(from: LatLng, to: LatLng, ms: Millis): Leg {
  return ms > GAP_MS ? gap(from, to, ms) : { kind: 'driven', metres: 0, ms };
}

function gap(from: LatLng, to: LatLng, ms: Millis): GapLeg {
  return { kind: 'gap', from, to, ms };
}
