import { type Instant, later } from '@hansom/platform-context';
import { type Creation } from '@hansom/platform-schedule';
import { type ClaimTable } from '@hansom/platform-store';
import { type City } from '@hansom/proto-city';
import { PriceSnapshot } from '@hansom/proto-pricing';

import { type BookingConfig } from '../config.ts';
import { type BookingFields, type BookingRow, type BookingState } from '../store/booking-aggregate.ts';
import { bookingEvent } from '../store/booking-events.ts';

/** What a rider asked for, checked. */
export interface Order {
  bookingId: string;
  commandKey: string;
  riderId: string;
  riderName: string;
  tenancy: 'live' | 'robot';
  paymentKind: 'CASH' | 'CARD';
  paymentMethodId: string;
  note: string;
  price: PriceSnapshot;
}

interface Circumstances {
  now: Instant;
  city: City;
  config: BookingConfig;
  /** One claim a rider. */
  riders: ClaimTable;
}

/** A new job, with the city's figures as they are now. */
export function creationOf(
  order: Order,
  { now, city, config, riders }: Circumstances,
): Creation<BookingFields, BookingState> {
  const set = { ...orderRow(order, now), ...termsOf(city), ...NOTHING_YET };
  const created = { id: order.bookingId, version: 1, state: 'REQUESTED' as const, fields: set };
  return {
    to: 'REQUESTED',
    set,
    event: bookingEvent('created', created),
    timers: [{ name: 'failPayment', due: later(now, config.paymentMs) }],
    claims: [{ table: riders, key: order.riderId }],
    command: order.commandKey,
  };
}

type Row = Pick<BookingRow, 'city'> & Partial<BookingRow>;

function orderRow(order: Order, now: Instant) {
  const { price } = order;
  const { lat, lng } = price.pickup?.at ?? { lat: NaN, lng: NaN };
  return {
    city: price.city,
    tenancy: order.tenancy,
    rider_id: order.riderId,
    rider_name: order.riderName,
    service_type: price.serviceType,
    passengers: price.passengers,
    note: order.note,
    payment_kind: order.paymentKind,
    payment_method_id: order.paymentMethodId,
    pickup_lat: lat,
    pickup_lng: lng,
    created_at: now,
    price: PriceSnapshot.encode(price).finish(),
  } satisfies Row;
}

function termsOf({ booking, dispatch, currency }: City) {
  if (!booking || !dispatch) throw new TypeError('a city comes without the figures it is run by');
  return {
    currency,
    search_ms: dispatch.searchMs,
    arrival_metres: booking.arrivalMetres,
    free_waiting_ms: booking.freeWaitingMs,
    free_cancel_ms: booking.freeCancelMs,
    cancel_fee_minor: booking.cancelFee?.amountMinor ?? 0n,
    no_show_fee_minor: booking.noShowFee?.amountMinor ?? 0n,
    reallocation_limit: booking.reallocations,
  };
}

const NOTHING_YET = {
  search_epoch: 0,
  refused_offers: [],
  assigned_before: [],
  excluded_drivers: [],
  reallocations: 0,
};
