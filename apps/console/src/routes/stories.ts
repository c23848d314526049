import { z } from '@hansom/platform-config';
import { route, user } from '@hansom/platform-http';

import { BookingStory, DrivenWay } from './shapes/booking-story.ts';
import { DriverStory } from './shapes/driver-story.ts';

const tags = ['stories'];
const access = user();
const ofBooking = { params: z.object({ bookingId: z.string().max(100) }), errors: ['booking.not_found'] };

export const getBooking = route({
  ...{ method: 'GET', path: '/v1/bookings/{bookingId}', operation: 'getBooking', tags, access, ...ofBooking },
  summary: 'Tells all that is known of a ride.',
  answers: { 200: BookingStory },
});

export const getWay = route({
  ...{ method: 'GET', path: '/v1/bookings/{bookingId}/way', operation: 'getWay', tags, access, ...ofBooking },
  summary: 'Gives the way that is driven now, or was driven.',
  answers: { 200: DrivenWay },
});

export const getDriver = route({
  ...{ method: 'GET', path: '/v1/drivers/{driverId}', operation: 'getDriver', tags, access },
  summary: 'Tells who a driver is, and what the day was.',
  params: z.object({ driverId: z.string().max(100) }),
  answers: { 200: DriverStory },
  errors: ['driver.not_found'],
});
