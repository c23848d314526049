import { type Taxi } from '../../../../src/live/protocol.ts';
import { metresBetween, toWorld, type WorldPoint } from '../mercator.ts';

/** A moment at which a fix is shown: the page's monotonic clock, and how fast the city's time passes. */
export interface Moment {
  readonly at: number;
  readonly speed: number;
  /** Nothing glides: for who does not like movement. */
  readonly still?: boolean;
}

/** A taxi as it is shown: on its way from where it was shown to its last fix, and never beyond. */
export interface Glider {
  readonly taxi: Taxi;
  readonly from: WorldPoint;
  readonly to: WorldPoint;
  readonly startsAt: number;
  readonly endsAt: number;
  /** Degrees, clockwise from north; the last known. */
  readonly fromBearing: number;
  readonly toBearing: number;
}

export interface Pose extends WorldPoint {
  readonly bearing: number;
}

/** A little longer than from fix to fix, so that a taxi is still on its way when the next comes. */
const OVERLAP = 1.15;
const SHORTEST_MS = 150;
/** Real milliseconds between two fixes after which nobody knows how the taxi went: it is where it is. */
const LONGEST_MS = 6_000;
/** In one glide: a street or two. Beyond it is no drive that could be followed. */
const LONGEST_METRES = 2_500;
/** Below this a taxi stands, and its last fixes tell nothing of where it points. */
const STANDS_METRES = 4;
const TURN_MS = 500;

/** How a taxi is shown from now on; undefined before its first fix. `known` is how it was shown until now. */
export function glide(known: Glider | undefined, taxi: Taxi, moment: Moment): Glider | undefined {
  const { at: spot } = taxi;
  if (!spot) return undefined;
  const to = toWorld(spot);
  const rest = (bearing: number): Glider => {
    const { at } = moment;
    return { taxi, from: to, to, startsAt: at, endsAt: at, fromBearing: bearing, toBearing: bearing };
  };
  if (!known?.taxi.at) return rest(taxi.bearing ?? 0);
  if (taxi.fixAt === known.taxi.fixAt && isSame(spot, known.taxi.at)) return { ...known, taxi };
  const metres = metresBetween(known.taxi.at, spot);
  const toBearing = bearingOf(known, { taxi, to, metres });
  const tookMs = glideMs(known, taxi, moment);
  if (moment.still || tookMs > LONGEST_MS || metres > LONGEST_METRES) return rest(toBearing);
  const { x, y, bearing: fromBearing } = poseAt(known, moment.at);
  return {
    taxi,
    from: { x, y },
    to,
    startsAt: moment.at,
    endsAt: moment.at + tookMs,
    fromBearing,
    toBearing,
  };
}

/** Where a taxi is shown, and how it is turned. */
export function poseAt({ from, to, startsAt, endsAt, fromBearing, toBearing }: Glider, at: number): Pose {
  const share = shareOf(at - startsAt, endsAt - startsAt);
  const turned = shareOf(at - startsAt, Math.min(TURN_MS, endsAt - startsAt));
  return {
    x: from.x + (to.x - from.x) * share,
    y: from.y + (to.y - from.y) * share,
    bearing: fromBearing + turnBetween(fromBearing, toBearing) * turned,
  };
}

/** Whether it will be shown elsewhere the next moment. */
export function isGliding({ from, to, endsAt, fromBearing, toBearing }: Glider, at: number): boolean {
  return at < endsAt && (from.x !== to.x || from.y !== to.y || fromBearing !== toBearing);
}

/** How fast it is shown to move, in widths of the world a millisecond. */
export function paceOf({ from, to, startsAt, endsAt }: Glider): number {
  return endsAt <= startsAt ? 0 : Math.hypot(to.x - from.x, to.y - from.y) / (endsAt - startsAt);
}

/** The way round that is shorter: -180 to 180. */
export function turnBetween(from: number, to: number): number {
  return ((((to - from) % 360) + 540) % 360) - 180;
}

function glideMs(known: Glider, { fixAt }: Taxi, { at, speed }: Moment): number {
  const between =
    fixAt !== undefined && known.taxi.fixAt !== undefined
      ? (fixAt - known.taxi.fixAt) / speed
      : at - known.startsAt;
  return Math.max(between * OVERLAP, SHORTEST_MS);
}

interface Arrival {
  readonly taxi: Taxi;
  readonly to: WorldPoint;
  readonly metres: number;
}

function bearingOf(known: Glider, { taxi, to, metres }: Arrival): number {
  if (taxi.bearing !== undefined) return taxi.bearing;
  if (metres < STANDS_METRES) return known.toBearing;
  return (Math.atan2(to.x - known.to.x, known.to.y - to.y) * 180) / Math.PI;
}

function shareOf(passed: number, whole: number): number {
  return whole <= 0 ? 1 : Math.min(1, Math.max(0, passed / whole));
}

function isSame(one: readonly number[], other: readonly number[]): boolean {
  return one[0] === other[0] && one[1] === other[1];
}
