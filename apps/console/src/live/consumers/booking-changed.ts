import { type EventHandler } from '@hansom/platform-bus';
import { type Booking } from '@hansom/proto-booking';

import { type LiveCities } from '../live-cities.ts';
import { toJobFact } from '../mapping.ts';

/** Any event of a booking: it tells the job as it stands after it. */
export function bookingChanged(cities: LiveCities): EventHandler<{ booking?: Booking | undefined }> {
  return ({ payload: { booking } }) => {
    if (booking) cities.at(booking.city).heardJob(toJobFact(booking));
  };
}
