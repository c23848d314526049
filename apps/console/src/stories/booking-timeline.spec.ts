import {
  Actor,
  Attention,
  BookingCancelled,
  BookingChanged,
  BookingReallocating,
  BookingState,
  type Booking,
} from '@hansom/proto-booking';

import { aBooking, anEvent, DRIVER, RIDER } from '../../test/a-ride.ts';
import { bookingTimeline } from './booking-timeline.ts';

const LIVE = { state: BookingState.ASSIGNED, endedBy: Actor.UNSPECIFIED, fare: undefined, reason: '' };

function changed(over: Partial<Booking> = {}) {
  const payload = BookingChanged.encode({ booking: aBooking({ ...LIVE, ...over }) }).finish();
  return anEvent({ type: 'booking.changed', payload });
}

function lost(reason: string) {
  const booking = aBooking({ ...LIVE, state: BookingState.SEARCHING, searchEpoch: 2, driverId: '', reason });
  const payload = BookingReallocating.encode({
    booking,
    offerId: '',
    shiftId: '',
    driverId: DRIVER,
  }).finish();
  return anEvent({ type: 'booking.reallocating', payload });
}

describe('the time line of a job', () => {
  it.each([
    ['driver_lost', 'SYSTEM', undefined],
    ['waited_too_long', 'SYSTEM', undefined],
    ['flat tyre', 'DRIVER', DRIVER],
  ])('says who it is that lost its driver: %s', (reason, by, who) => {
    const [, told] = bookingTimeline([changed(), lost(reason)]);

    const why = `search 2, ${reason.replaceAll('_', ' ')}`;
    expect(told).toMatchObject({ by, who, why, from: 'ASSIGNED', to: 'SEARCHING' });
  });

  it('says who cancelled, and why', () => {
    const booking = aBooking({
      ...LIVE,
      state: BookingState.CANCELLED,
      endedBy: Actor.RIDER,
      reason: 'too slow',
    });
    const payload = BookingCancelled.encode({ booking }).finish();

    const [told] = bookingTimeline([anEvent({ type: 'booking.cancelled', payload })]);

    expect(told).toMatchObject({ by: 'RIDER', who: RIDER, why: 'too slow' });
  });

  it('tells an attempt to reach the rider from a driver who makes no progress', () => {
    const events = [changed(), changed(), changed({ attention: Attention.DRIVER })];

    expect(bookingTimeline(events).slice(1)).toMatchObject([
      { by: 'DRIVER', why: 'the driver tried to reach the rider' },
      { by: 'SYSTEM', why: 'the driver makes no progress to the pickup' },
    ]);
  });

  it('tells of an event that a later version of booking made as much as can be told', () => {
    const events = [changed(), anEvent({ type: 'booking.teleported', version: 2 }), changed()];

    expect(bookingTimeline(events)).toMatchObject([
      {},
      { event: 'booking.teleported', by: 'SYSTEM' },
      { from: 'ASSIGNED' },
    ]);
  });
});
