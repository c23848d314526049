import { instant } from '@hansom/platform-context';
import { PriceSnapshot } from '@hansom/proto-pricing';

import {
  type Booking,
  bookingAggregate,
  type BookingRow,
  type BookingState,
} from '../src/store/booking-aggregate.ts';
import { aPrice, DESTINATION, idOf, PICKUP } from './a-context.ts';

export { DESTINATION };

/** Object.keys of a literal whose keys are these. */
export const STATES = Object.keys(bookingAggregate.states) as BookingState[];

export const NOW = instant(1_800_000_000_000);

/** A job in a state, of driver 1 where it has one. */
export function aBooking(state: BookingState, over: Partial<BookingRow> = {}): Booking {
  return {
    id: idOf('booking', 1),
    version: 3,
    state,
    entered: { version: 3, attempt: 'a' },
    fields: {
      city: 'got',
      tenancy: 'live',
      rider_id: 'rider_anna',
      rider_name: 'Anna',
      service_type: 'standard',
      passengers: 1,
      note: '',
      payment_kind: 'CASH',
      payment_method_id: '',
      pickup_lat: PICKUP.lat,
      pickup_lng: PICKUP.lng,
      created_at: NOW,
      price: PriceSnapshot.encode(aPrice()).finish(),
      currency: 'SEK',
      search_ms: 180_000,
      arrival_metres: 150,
      free_waiting_ms: 150_000,
      free_cancel_ms: 120_000,
      cancel_fee_minor: 5_000n,
      no_show_fee_minor: 5_000n,
      reallocation_limit: 2,
      search_epoch: state === 'REQUESTED' ? 0 : 1,
      refused_offers: [],
      assigned_before: [],
      excluded_drivers: [],
      reallocations: 0,
      ...(state === 'SEARCHING' && { search_ends_at: instant(NOW + 180_000) }),
      ...(HAS_DRIVER.includes(state) && {
        offer_id: idOf('offer', 1),
        shift_id: idOf('shift', 1),
        driver_id: idOf('driver', 1),
        vehicle_id: idOf('vehicle', 1),
        assigned_at: NOW,
        progress_at: NOW,
      }),
      ...(state === 'ARRIVED' && { arrived_at: NOW }),
      ...(state === 'ON_TRIP' && { arrived_at: NOW, started_at: NOW }),
      ...over,
    },
  };
}

const HAS_DRIVER: readonly BookingState[] = ['ASSIGNED', 'ARRIVED', 'ON_TRIP', 'COMPLETED', 'NO_SHOW'];
