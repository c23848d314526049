import { Booking, BookingState } from '@hansom/proto-booking';

import { ridesIn } from './rides.ts';

function ended(at: number, state: BookingState = BookingState.COMPLETED) {
  return { booking: Booking.fromPartial({ state, endedAt: new Date(at) }), steps: [], readAt: at };
}

describe('ridesIn', () => {
  it('counts completed rides of the span, and finds the longest pause between two', () => {
    const bookings = [ended(10), ended(70), ended(40), ended(45, BookingState.CANCELLED), ended(150)];

    expect(ridesIn({ bookings }, { from: 20, to: 100 })).toEqual({ completed: 2, longestWithout: 30 });
  });

  it('takes the ends of the span for ends of a pause', () => {
    expect(ridesIn({ bookings: [ended(30)] }, { from: 20, to: 100 }).longestWithout).toBe(70);
    expect(ridesIn({ bookings: [] }, { from: 20, to: 100 })).toEqual({ completed: 0, longestWithout: 80 });
  });
});
