import { minutes } from '@hansom/shared-time';
import { bookingStateToJSON } from '@hansom/proto-booking';

import { isLive, type Rule, timeOf } from './facts.ts';

const LONGEST_MS = minutes(40);

export const bookingsEnd: Rule = {
  name: 'every booking ends within 40 minutes',
  broken: ({ bookings, since }) =>
    bookings
      .filter(({ booking }) => isLive(booking) && timeOf(booking.createdAt) < since - LONGEST_MS)
      .map(({ booking: { bookingId, state, createdAt } }) => {
        return `${bookingId} of ${createdAt?.toISOString()} is ${bookingStateToJSON(state)}`;
      }),
};
