import { type Tenancy } from '@hansom/platform-identity';
import { type AggregateState } from '@hansom/platform-schedule';
import {
  aggregate,
  boolean,
  claimTable,
  int,
  optional,
  type RowOf,
  text,
  textList,
  timestamp,
} from '@hansom/platform-store';

/** What a driver is doing, from going on shift to its end. Once it has ended, driver and car are free for another. */
export const shiftAggregate = aggregate({
  name: 'shift',
  fields: {
    driver_id: text(),
    vehicle_id: text(),
    city: text(),
    tenancy: text<Tenancy>(),
    service_types: textList(),
    started_at: timestamp(),
    /** When it ends at the latest, once free: the longest shift, or the first document that expires. */
    ends_by: timestamp(),
    state_since: timestamp(),

    /** The latest version of the driver's account that was looked at here. */
    account_version: int(),
    /** The account was suspended: the shift ends when it is next free. */
    suspended: boolean(),

    /** The offer under which the driver is busy. It stays until the driver is free. */
    token: optional(text()),
    /** The job of that offer. */
    booking_id: optional(text()),
    /** When an offer that nobody answered ends by itself. */
    claim_over_at: optional(timestamp()),
    /** The fare of that job is settled already, though the job is not known here to have ended. */
    settled: boolean(),
    /** The last job that was driven to its end. */
    last_booking_id: optional(text()),

    /** The last tokens that were ended here, the latest at the end. */
    ended_tokens: textList(),
    /** A claim whose deadline is not after this may be one of an ended token that is no longer in the list. */
    forgotten_until: optional(timestamp()),
    /** Jobs that were taken away from this driver, the latest at the end. */
    lost_bookings: textList(),
    /** Offers in a row that the driver let pass. */
    ignored_offers: int(),
    jobs_done: int(),
  },
  states: {
    FREE: {},
    OFFERED: {},
    ACCEPTING: {},
    EN_ROUTE: {},
    ARRIVED: {},
    ON_TRIP: {},
    PAYING: {},
    BREAK: {},
    BUSY_STREET: {},
    ENDED: { terminal: true, freesClaims: true },
  },
});

/** The shift that a driver is on, and the one that a car is on: one claim a driver, one a car. */
export const driversTable = claimTable('drivers');
export const vehiclesTable = claimTable('vehicles');

export type ShiftFields = typeof shiftAggregate.fields;
export type ShiftState = keyof typeof shiftAggregate.states;
export type Shift = AggregateState<ShiftFields, ShiftState>;
export type ShiftRow = RowOf<ShiftFields>;

export function isLive({ state }: Pick<Shift, 'state'>): boolean {
  return state !== 'ENDED';
}
