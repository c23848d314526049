import { type Ratio } from '@hansom/shared-money';
import { type EpochMs, type Millis } from '@hansom/shared-time';

import {
  isLess,
  isNothing,
  lesser,
  minus,
  NOTHING,
  ONE,
  over,
  plus,
  times,
  whole,
  wholeOnes,
} from './exact.ts';
import { type Calendar, periodAt } from './period-at.ts';
import { type Period, type Tariff, type Unit } from './tariff.ts';

/** A part of a ride that is driven at one speed. */
export interface Stretch {
  readonly millimetres: number;
  readonly ms: Millis;
}

/** A ride: stretches one after the other. */
export interface Ride {
  readonly startedAt: EpochMs;
  readonly stretches: Iterable<Stretch>;
}

/** What a meter shows in the end. */
export interface Reading {
  readonly fareMinor: bigint;
  /** Time that was paid for as time, because the car stood or crawled. */
  readonly waitingMs: Millis;
}

interface Meter {
  readonly tariff: Tariff;
  /** As the period at the start says. */
  readonly initialMinor: bigint;
  /** How much of what the initial fare pays for is used up: up to 1. */
  covered: Ratio;
  /** Units after that. */
  units: Ratio;
  millimetres: Ratio;
  waitingMs: Ratio;
}

interface Piece {
  millimetres: Ratio;
  ms: Ratio;
}

/**
 * A taximeter as an integrator: over each stretch it adds max(way / unit way, time / unit time), exactly, and rounds nothing but the
 * fare, down to whole units. A stretch over a change of period, or of band, is divided there.
 */
export function readMeter(tariff: Tariff, calendar: Calendar, ride: Ride): Reading {
  let turn = periodAt(tariff, calendar, ride.startedAt);
  const meter = newMeter(tariff, turn.period);
  let at = ride.startedAt;
  for (const stretch of ride.stretches) {
    const end = at + stretch.ms;
    while (end > turn.until) {
      drive(meter, turn.period, pieceOf(stretch, turn.until - at));
      at = turn.until;
      turn = periodAt(tariff, calendar, at);
    }
    drive(meter, turn.period, pieceOf(stretch, end - at));
    at = end;
  }
  return { fareMinor: fareOf(meter), waitingMs: Number(wholeOnes(meter.waitingMs)) };
}

function newMeter(tariff: Tariff, { initialMinor }: Period): Meter {
  return { tariff, initialMinor, covered: NOTHING, units: NOTHING, millimetres: NOTHING, waitingMs: NOTHING };
}

function fareOf({ tariff, initialMinor, units }: Meter): bigint {
  return initialMinor + wholeOnes(units) * tariff.incrementMinor;
}

/** The piece of a stretch that lasts `ms`. One without duration is a jump. */
function pieceOf({ millimetres, ms: all }: Stretch, ms: Millis): Piece {
  if (ms === all) return { millimetres: whole(millimetres), ms: whole(ms) };
  return { millimetres: times(whole(millimetres), over(whole(ms), whole(all))), ms: whole(ms) };
}

/** Drives a piece within one period: band after band. */
function drive(meter: Meter, period: Period, piece: Piece): void {
  let left = piece;
  while (!isNothing(left.millimetres) || !isNothing(left.ms)) {
    const { unit, share } = next(meter, period, left);
    add(meter, unit, partOf(left, share));
    left = partOf(left, minus(ONE, share));
  }
}

/** Which units count now, and for how much of a piece at most. */
function next(meter: Meter, period: Period, piece: Piece): { unit: Unit; share: Ratio } {
  if (isLess(meter.covered, ONE)) {
    const room = minus(ONE, meter.covered);
    return { unit: period.covers, share: shareWithin(room, unitsOf(piece, period.covers)) };
  }
  const band = period.bands.find((one) => !isOver(meter, one));
  if (!band) throw new TypeError(`${meter.tariff.id}: the last band ends`);
  const { unit, untilFareMinor, untilMillimetres } = band;
  const byFare =
    untilFareMinor === undefined
      ? ONE
      : shareWithin(minus(unitsUntil(meter, untilFareMinor), meter.units), unitsOf(piece, unit));
  const byWay =
    untilMillimetres === undefined
      ? ONE
      : shareWithin(minus(untilMillimetres, meter.millimetres), piece.millimetres);
  return { unit, share: lesser(byFare, byWay) };
}

function isOver(meter: Meter, { untilFareMinor, untilMillimetres }: Period['bands'][number]): boolean {
  if (untilFareMinor !== undefined && !isLess(meter.units, unitsUntil(meter, untilFareMinor))) return true;
  return untilMillimetres !== undefined && !isLess(meter.millimetres, untilMillimetres);
}

/** How many units make a fare of at least `fareMinor`. */
function unitsUntil({ tariff, initialMinor }: Meter, fareMinor: bigint): Ratio {
  const missing = fareMinor - initialMinor;
  const { incrementMinor } = tariff;
  return missing <= 0n ? NOTHING : whole((missing + incrementMinor - 1n) / incrementMinor);
}

function add(meter: Meter, unit: Unit, piece: Piece): void {
  const units = unitsOf(piece, unit);
  if (isLess(meter.covered, ONE)) meter.covered = plus(meter.covered, units);
  else meter.units = plus(meter.units, units);
  meter.millimetres = plus(meter.millimetres, piece.millimetres);
  const isWaiting = isLess(over(piece.millimetres, unit.millimetres), over(piece.ms, unit.ms));
  if (isWaiting) meter.waitingMs = plus(meter.waitingMs, piece.ms);
}

/** By the way or by the time, whichever makes more. */
function unitsOf({ millimetres, ms }: Piece, unit: Unit): Ratio {
  const [byWay, byTime] = [over(millimetres, unit.millimetres), over(ms, unit.ms)];
  return isLess(byWay, byTime) ? byTime : byWay;
}

function shareWithin(room: Ratio, wanted: Ratio): Ratio {
  return isLess(room, wanted) ? over(room, wanted) : ONE;
}

function partOf({ millimetres, ms }: Piece, share: Ratio): Piece {
  return { millimetres: times(millimetres, share), ms: times(ms, share) };
}
