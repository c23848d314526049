import { type Tenancy } from '@hansom/platform-identity';
import { type AggregateState } from '@hansom/platform-schedule';
import {
  aggregate,
  bigint,
  double,
  int,
  optional,
  type RowOf,
  text,
  timestamp,
} from '@hansom/platform-store';

/** A job that is offered to a driver. */
export const offerAggregate = aggregate({
  name: 'offer',
  fields: {
    city: text(),
    tenancy: text<Tenancy>(),
    booking_id: text(),
    search_epoch: int(),
    wave: int(),
    slot: int(),
    shift_id: text(),
    driver_id: text(),
    vehicle_id: text(),
    created_at: timestamp(),
    /** Fixed with the slot: both rows have it. */
    deadline_at: timestamp(),
    pickup_lat: double(),
    pickup_lng: double(),
    pickup_label: text(),
    service_type: text(),
    passengers: int(),
    payment: text<'CASH' | 'CARD'>(),
    fare_minor: bigint(),
    currency: text(),
    pickup_metres: int(),
    pickup_ms: int(),
    /** Why it was withdrawn or refused: a code. */
    reason: optional(text()),
  },
  states: {
    CREATED: {},
    SENT: {},
    SEEN: {},
    ACCEPTED: {},
    CONFIRMED: { terminal: true },
    REFUSED: { terminal: true },
    DECLINED: { terminal: true },
    EXPIRED: { terminal: true },
    WITHDRAWN: { terminal: true },
    UNDELIVERED: { terminal: true },
  },
});

export type OfferFields = typeof offerAggregate.fields;
export type OfferState = keyof typeof offerAggregate.states;
export type Offer = AggregateState<OfferFields, OfferState>;
export type OfferRow = RowOf<OfferFields>;

/** Whether an offer may still come to something. */
export function isOpen({ state }: Pick<Offer, 'state'>): boolean {
  const traits: { terminal?: boolean } = offerAggregate.states[state] ?? {};
  return traits.terminal !== true;
}
