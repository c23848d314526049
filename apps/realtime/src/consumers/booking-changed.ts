import { toBooking, toJob } from '@hansom/platform-api';
import { type EventHandler } from '@hansom/platform-bus';
import { type BookingReallocating } from '@hansom/proto-booking';
import { type Booking } from '@hansom/proto-booking';

import { type RealtimeContext } from '../context.ts';

type Payload = { booking?: Booking | undefined } & Partial<Pick<BookingReallocating, 'driverId'>>;

/** Rider and driver are told of every step of their ride, each as the other API would show it; a driver who lost it too. */
export function bookingChanged({ streams, rides }: RealtimeContext): EventHandler<Payload> {
  return ({ type: event, occurredAt, payload: { booking, driverId: former } }) => {
    if (!booking) return;
    rides.heard(booking);
    const at = new Date(occurredAt);
    streams.tell(booking.riderId, { event, at, data: toBooking(booking) });
    const driver = booking.driverId || former;
    if (driver) streams.tell(driver, { event, at, data: toJob(booking) });
  };
}
