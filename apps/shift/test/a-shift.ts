import { instant, later } from '@hansom/platform-context';
import { cityCode, derivedUuid, type Id, makeId } from '@hansom/shared-ids';

import { config } from '../src/config.ts';
import { type ShiftEvent } from '../src/domain/shift-event.ts';
import { type Shift, type ShiftRow, type ShiftState } from '../src/store/shift-aggregate.ts';

const GOT = cityCode('got');

/** When specs of decisions happen. */
export const NOW = instant(Date.UTC(2026, 5, 1, 12));
export const RULES = config.parse({});
export const WHEN = { now: NOW, rules: RULES };

/** An offer's id, made at a moment: the same number, the same id. */
export function anOffer(number: number, madeAt: number = NOW): Id<'offer'> {
  return makeId('offer', derivedUuid(madeAt, Buffer.alloc(10, number)), GOT);
}

export function aBooking(number: number): Id<'booking'> {
  return makeId('booking', derivedUuid(NOW, Buffer.alloc(10, number)), GOT);
}

export const TOKEN = anOffer(1);
export const JOB = aBooking(1);

const HAS_TOKEN: readonly ShiftState[] = ['OFFERED', 'ACCEPTING', 'EN_ROUTE', 'ARRIVED', 'ON_TRIP', 'PAYING'];

/** A shift as it stands in a state: with the token of `TOKEN` where a state has one. */
export function aShift(state: ShiftState, over: Partial<ShiftRow> = {}): Shift {
  const busy = HAS_TOKEN.includes(state) ? { token: TOKEN, booking_id: JOB } : {};
  const offered = state === 'OFFERED' ? { claim_over_at: later(NOW, 20_000) } : {};
  const fields = {
    driver_id: 'driver_1',
    vehicle_id: 'vehicle_1',
    city: 'got',
    tenancy: 'robot' as const,
    service_types: ['standard'],
    started_at: later(NOW, -3_600_000),
    ends_by: later(NOW, 39_600_000),
    state_since: later(NOW, -60_000),
    account_version: 4,
    suspended: false,
    settled: false,
    ended_tokens: [],
    lost_bookings: [],
    ignored_offers: 0,
    jobs_done: 0,
    ...busy,
    ...offered,
    ...over,
  };
  return { id: 'shift_1', version: 7, state, fields, entered: { version: 7, attempt: 'a' } };
}

/** A claim that a free shift grants. */
export function aClaim(over: Partial<Extract<ShiftEvent, { on: 'claim' }>> = {}) {
  return {
    on: 'claim' as const,
    token: anOffer(2),
    bookingId: aBooking(2),
    deadline: later(NOW, 15_000),
    ...over,
  };
}
