import { BookingState } from '@hansom/proto-booking';

import { Rides } from './rides.ts';

function aRide(n: number, state: BookingState = BookingState.ON_TRIP) {
  return { bookingId: `booking_${n}`, state, driverId: 'dave' };
}

describe('Rides', () => {
  it('know who has a ride, and believe whoever tells of another', () => {
    const rides = new Rides();
    rides.heard(aRide(1));

    expect(rides.isDrivenBy('booking_1', 'dave')).toBe(true);
    expect(rides.isDrivenBy('booking_1', 'eve')).toBe(false);
    expect(rides.isDrivenBy('booking_2', 'eve')).toBe(true);
  });

  it.each([BookingState.SEARCHING, BookingState.COMPLETED, BookingState.CANCELLED, BookingState.NO_SHOW])(
    'are nobody’s in the state %i',
    (state) => {
      const rides = new Rides();
      rides.heard(aRide(1));
      rides.heard(aRide(1, state));

      expect(rides.isDrivenBy('booking_1', 'dave')).toBe(false);
    },
  );

  it('forget those of which nothing was told for longest', () => {
    const rides = new Rides();
    for (let n = 0; n < 50_001; n++) rides.heard(aRide(n));

    expect([0, 1].map((n) => rides.isDrivenBy(`booking_${n}`, 'eve'))).toEqual([true, false]);
  });
});
