import { isLive, type Rule, timeOf } from './facts.ts';

export const liveAreListed: Rule = {
  name: 'every live booking is on the list of live ones',
  broken: ({ bookings, listed, since }) =>
    bookings
      .filter(({ booking }) => isLive(booking) && timeOf(booking.createdAt) < since)
      .filter(({ booking }) => !listed.has(booking.bookingId))
      .map(({ booking }) => `${booking.bookingId} is not listed`),
};
