import { type Tenancy } from '@hansom/platform-identity';
import { type AggregateState } from '@hansom/platform-schedule';
import {
  aggregate,
  bigint,
  blob,
  boolean,
  claimTable,
  double,
  int,
  optional,
  type RowOf,
  text,
  textList,
  timestamp,
} from '@hansom/platform-store';

/** A job. Once it has ended, its rider may have another. */
export const bookingAggregate = aggregate({
  name: 'booking',
  fields: {
    city: text(),
    tenancy: text<Tenancy>(),
    rider_id: text(),
    rider_name: text(),
    service_type: text(),
    passengers: int(),
    note: text(),
    payment_kind: text<'CASH' | 'CARD'>(),
    payment_method_id: text(),
    pickup_lat: double(),
    pickup_lng: double(),
    created_at: timestamp(),
    /** `PriceSnapshot`, as pricing agreed on it and is given it back. */
    price: blob(),

    // The city's figures when the ride was booked: what was agreed on does not change under a running job.
    currency: text(),
    search_ms: int(),
    arrival_metres: int(),
    free_waiting_ms: int(),
    free_cancel_ms: int(),
    cancel_fee_minor: bigint(),
    no_show_fee_minor: bigint(),
    reallocation_limit: int(),

    search_epoch: int(),
    search_ends_at: optional(timestamp()),
    /** Offers that can no longer be assigned in this search. */
    refused_offers: textList(),
    /** Offers that once had the job, in former searches. */
    assigned_before: textList(),
    /** Drivers who lost the job. */
    excluded_drivers: textList(),
    reallocations: int(),

    offer_id: optional(text()),
    shift_id: optional(text()),
    driver_id: optional(text()),
    vehicle_id: optional(text()),
    assigned_at: optional(timestamp()),
    arrived_at: optional(timestamp()),
    contacted_at: optional(timestamp()),
    started_at: optional(timestamp()),
    /** When the driver first said that the ride was over, and the number of the trip's last fix, as the app said then. */
    stopped_at: optional(timestamp()),
    stopped_seq: optional(bigint()),
    ended_at: optional(timestamp()),

    /** The nearest that the driver has come to the pickup, and when there was last progress. */
    closest_metres: optional(int()),
    progress_at: optional(timestamp()),
    attention: optional(text<'DRIVER' | 'OPERATORS'>()),

    /** `Fare`: of the trip, or the fee. */
    fare: optional(blob()),
    distance_metres: optional(int()),
    duration_ms: optional(int()),
    bridged: optional(boolean()),
    last_seq: optional(bigint()),
    ended_by: optional(text<'RIDER' | 'DRIVER' | 'SYSTEM' | 'OPERATOR'>()),
    reason: optional(text()),
  },
  states: {
    REQUESTED: {},
    SEARCHING: {},
    ASSIGNED: {},
    ARRIVED: {},
    ON_TRIP: {},
    COMPLETED: { terminal: true, freesClaims: true },
    CANCELLED: { terminal: true, freesClaims: true },
    NO_SHOW: { terminal: true, freesClaims: true },
    EXPIRED: { terminal: true, freesClaims: true },
    FAILED: { terminal: true, freesClaims: true },
  },
});

/** The live job of a rider: one claim a rider. */
export const ridersTable = claimTable('riders');

export type BookingFields = typeof bookingAggregate.fields;
export type BookingState = keyof typeof bookingAggregate.states;
export type Booking = AggregateState<BookingFields, BookingState>;
export type BookingRow = RowOf<BookingFields>;

/** Whether a job is still to be done. */
export function isLive({ state }: Pick<Booking, 'state'>): boolean {
  const traits: { terminal?: boolean } = bookingAggregate.states[state] ?? {};
  return traits.terminal !== true;
}
