import { type ShiftSpan } from '@hansom/client-console';

import { type Doing } from '../../../../src/live/protocol.ts';
import { atOf } from '../../format/moment.ts';
import { doingOf } from '../looks.ts';

/** A piece of the bar of a shift, in parts of a hundred from its begin. */
export interface Piece {
  readonly key: string;
  readonly doing: Doing;
  readonly from: number;
  readonly to: number;
  /** Percent. */
  readonly start: number;
  readonly width: number;
  readonly bookingId?: string;
}

/** The spans as pieces of a bar from the first to the last, up to now for what goes on. Neighbours that look alike are one. */
export function piecesOf(spans: readonly ShiftSpan[], now: number): Piece[] {
  const timed = spans.flatMap((span) => timedOf(span, now)).reduce<Timed[]>(joined, []);
  const begin = timed[0]?.from ?? 0;
  const whole = Math.max(1, (timed.at(-1)?.to ?? 0) - begin);
  return timed.map((piece) => ({
    ...piece,
    key: `${piece.from}`,
    start: (100 * (piece.from - begin)) / whole,
    width: (100 * (piece.to - piece.from)) / whole,
  }));
}

/** For how long each was done, in milliseconds. */
export function totalsOf(pieces: readonly Piece[]): ReadonlyMap<Doing, number> {
  const totals = new Map<Doing, number>();
  for (const { doing, from, to } of pieces) totals.set(doing, (totals.get(doing) ?? 0) + to - from);
  return totals;
}

/** Full hours within, or half or quarter ones, so that there are 2 to 8: marks under the bar. */
export function marksBetween(from: number, to: number): number[] {
  const step = STEPS.find((each) => (to - from) / each <= MOST_MARKS) ?? 2 * HOUR;
  const first = Math.ceil(from / step) * step;
  return Array.from(
    { length: Math.max(0, Math.floor((to - first) / step) + 1) },
    (_, at) => first + at * step,
  );
}

const HOUR = 3_600_000;
const MOST_MARKS = 7;
const STEPS = [HOUR / 60, HOUR / 12, HOUR / 4, HOUR / 2, HOUR];

interface Timed {
  doing: Doing;
  from: number;
  to: number;
  bookingId?: string;
}

function timedOf({ state, from, to, bookingId }: ShiftSpan, now: number): Timed[] {
  const doing = doingOf(state);
  const begin = atOf(from);
  const end = to === undefined ? Math.max(now, begin) : atOf(to);
  return doing && end > begin ? [{ doing, from: begin, to: end, bookingId }] : [];
}

function joined(pieces: Timed[], next: Timed): Timed[] {
  const last = pieces.at(-1);
  const alike = last?.doing === next.doing && last.bookingId === next.bookingId && last.to === next.from;
  if (!last || !alike) return [...pieces, next];
  return [...pieces.slice(0, -1), { ...last, to: next.to }];
}
