import { type Booking, BookingState } from '@hansom/proto-booking';
import { type Place } from '@hansom/proto-common';
import { type Profile } from '@hansom/proto-customer';
import { AccountState, type Driver } from '@hansom/proto-driver';

import { type Hit } from '../routes/search.ts';
import { BOOKING_STATES } from '../routes/shapes/booking-story.ts';
import { ACCOUNT_STATES } from '../routes/shapes/driver-story.ts';
import { type ShownPhone } from '../stories/tell-people.ts';
import { nameOf, plain } from '../stories/wire.ts';

export function bookingHit(booking: Booking): Hit {
  const { bookingId: id, city, pickup, destination, serviceType, riderName, createdAt } = booking;
  const state = nameOf(BookingState, BOOKING_STATES, booking.state) ?? 'FAILED';
  return {
    ...{ kind: 'booking', id, city },
    title: `${labelOf(pickup)} to ${labelOf(destination)}`,
    detail: [plain(state).toLowerCase(), serviceType, ...(riderName ? [`for ${riderName}`] : [])].join(', '),
    at: createdAt?.toISOString(),
  };
}

export function driverHit(driver: Driver, phone: ShownPhone): Hit {
  const { driverId: id, city, name, vehicle } = driver;
  const state = nameOf(AccountState, ACCOUNT_STATES, driver.state) ?? 'APPLIED';
  const car = vehicle ? [`${vehicle.plate} ${vehicle.make} ${vehicle.model}`] : [];
  return {
    ...{ kind: 'driver', id, city, title: name },
    detail: [...car, plain(state).toLowerCase(), phone(driver.phone)].join(', '),
  };
}

export function riderHit({ riderId: id, name, phone: number }: Profile, phone: ShownPhone): Hit {
  return { kind: 'rider', id, title: name || 'A rider without a name', detail: phone(number) };
}

function labelOf(place: Place | undefined): string {
  const { lat = NaN, lng = NaN } = place?.at ?? {};
  return place?.label || `${lat.toFixed(4)}, ${lng.toFixed(4)}`;
}
