import { type Instant, instant, later } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { type TimerRequest } from '@hansom/platform-schedule';
import { greatCircleMetres, type LatLng } from '@hansom/shared-geo';

import { type BookingConfig } from '../config.ts';
import { type Booking } from '../store/booking-aggregate.ts';
import { refusalOf } from './allowed.ts';
import { enter, type Entering, stay, type Staying } from './entering.ts';
import { feeOf } from './fee.ts';

/** Where a driver was, and when. */
export interface Fix {
  at: Instant;
  position: LatLng;
}

/** How far a fix is from the pickup, in metres. */
export function metresToPickup({ fields }: Booking, { position }: Fix): number {
  return greatCircleMetres(position, { lat: fields.pickup_lat, lng: fields.pickup_lng });
}

/** The driver is at the pickup: a fresh fix says so. Free waiting begins. */
export function arrive(
  booking: Booking,
  fix: Fix | undefined,
  { now, config }: { now: Instant; config: BookingConfig },
): Entering | HansomError {
  const refusal = refusalOf('arrive', booking) ?? notThere(booking, fix, now - config.freshFixMs);
  if (refusal) return refusal;
  return enter(booking, 'ARRIVED', {
    set: { arrived_at: now, attention: undefined },
    event: 'arrived',
    timers: [{ name: 'giveUpWaiting', due: later(now, config.longestWaitMs) }],
  });
}

/** The meter starts: after arriving, or at the pickup. */
export function start(
  booking: Booking,
  fix: Fix | undefined,
  { now, config }: { now: Instant; config: BookingConfig },
): Entering | HansomError {
  const here = booking.state === 'ARRIVED' ? undefined : notThere(booking, fix, now - config.freshFixMs);
  const refusal = refusalOf('start', booking) ?? here;
  if (refusal) return refusal;
  return enter(booking, 'ON_TRIP', {
    set: { started_at: now, arrived_at: booking.fields.arrived_at ?? now, attention: undefined },
    event: 'started',
    timers: tripTimers({ startedAt: now, nextLook: later(now, config.silentTripMs), config }),
  });
}

/** The timers of a trip that nobody has ended: it is looked at, and ends when the longest trip does. */
export function tripTimers({ startedAt, nextLook, config }: TripTimes): TimerRequest[] {
  return [
    { name: 'watchTrip', due: nextLook },
    { name: 'endLongTrip', due: later(startedAt, config.longestTripMs) },
  ];
}

interface TripTimes {
  startedAt: Instant;
  nextLook: Instant;
  config: BookingConfig;
}

/** A driver tried to reach the rider. Kept as it was first. */
export function logContact(booking: Booking, now: Instant): Staying | HansomError {
  const refusal = refusalOf('logContact', booking);
  if (refusal) return refusal;
  return stay(booking, { set: { contacted_at: booking.fields.contacted_at ?? now }, event: 'changed' });
}

/** The rider was not there, the waiting is over, and the driver tried to reach him. */
export function noShow(booking: Booking, now: Instant): Entering | HansomError {
  const refusal = refusalOf('noShow', booking) ?? tooEarly(booking, now);
  if (refusal) return refusal;
  const fare = feeOf(booking, 'No show', booking.fields.no_show_fee_minor);
  const set = { ended_at: now, ended_by: 'DRIVER' as const, reason: 'no_show', fare };
  return enter(booking, 'NO_SHOW', { set, event: 'no_show' });
}

/** Where a trip ends. */
export interface End {
  endedAt: Instant;
  /** Number of its last fix; 0 when not known. */
  lastSeq: bigint;
}

/**
 * The driver says that the ride is over. Kept as it was first: that it cannot be priced yet makes no trip longer. Nobody looks at the car any
 * more; what is left is to price the trip, which a timer does where the driver's own attempts fail.
 */
export function stop(
  booking: Booking,
  { endedAt, lastSeq }: End,
  config: BookingConfig,
): Entering | HansomError {
  const refusal = refusalOf('stop', booking);
  if (refusal) return refusal;
  const { stopped_at = endedAt, stopped_seq = lastSeq } = booking.fields;
  return enter(booking, 'ON_TRIP', {
    set: { stopped_at, stopped_seq, attention: undefined },
    event: 'changed',
    timers: [{ name: 'priceTrip', due: later(stopped_at, config.priceTripMs) }],
  });
}

/** Where a trip ends: where the driver first said so, or else now; no trip is longer than the longest. */
export function endOf({ fields }: Booking, { now, config }: { now: Instant; config: BookingConfig }): End {
  const { started_at = now, stopped_at = now, stopped_seq = 0n } = fields;
  const latest = later(started_at, config.longestTripMs);
  const endedAt = instant(Math.min(latest, Math.max(started_at, stopped_at)));
  return { endedAt, lastSeq: stopped_seq };
}

/** What a trip came to, as pricing says. */
export interface Outcome {
  fare: Uint8Array;
  distanceMetres: number;
  durationMs: number;
  bridged: boolean;
  lastSeq: bigint;
}

/** The ride is over and priced. */
export function complete(
  booking: Booking,
  outcome: Outcome,
  { endedAt, by, reason = '' }: { endedAt: Instant; by: 'DRIVER' | 'SYSTEM'; reason?: string },
): Entering | HansomError {
  const refusal = refusalOf('complete', booking);
  if (refusal) return refusal;
  const { fare, distanceMetres: distance_metres, durationMs: duration_ms, bridged, lastSeq } = outcome;
  const set = { fare, distance_metres, duration_ms, bridged, last_seq: lastSeq };
  return enter(booking, 'COMPLETED', {
    set: { ...set, ended_at: endedAt, ended_by: by, reason },
    event: 'completed',
  });
}

function notThere(booking: Booking, fix: Fix | undefined, notBefore: number): HansomError | undefined {
  const isFresh = fix !== undefined && fix.at >= notBefore;
  const metres = isFresh ? metresToPickup(booking, fix) : Infinity;
  if (metres <= booking.fields.arrival_metres) return undefined;
  return new HansomError('failed_precondition', 'booking.not_at_pickup', {
    description: isFresh ? 'the car is too far from the pickup' : 'nothing shows where the car is now',
    context: {
      within_metres: String(booking.fields.arrival_metres),
      ...(isFresh && { distance_metres: String(Math.round(metres)) }),
    },
  });
}

function tooEarly({ fields }: Booking, now: Instant): HansomError | undefined {
  const { arrived_at = now, free_waiting_ms, contacted_at } = fields;
  const until = later(arrived_at, free_waiting_ms);
  if (now < until)
    return new HansomError('failed_precondition', 'booking.too_early', {
      description: 'the rider may still come: waiting costs nothing yet',
      context: { until: new Date(until).toISOString() },
    });
  if (contacted_at !== undefined) return undefined;
  const description = 'try to reach the rider first';
  return new HansomError('failed_precondition', 'booking.no_contact_attempt', { description });
}
