import {
  Actor,
  Attention,
  BookingAssigned,
  BookingCancelled,
  BookingChanged,
  BookingReallocating,
  BookingState,
  type Booking,
} from '@hansom/proto-booking';

import { aBooking, after, anEvent, DRIVER, RIDER } from '../../test/a-ride.ts';
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
    const told = bookingTimeline([changed({ contactedAt: after(9) }), lost(reason)]).at(-1);

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

  it('tells an attempt to reach the rider from a look at the way, and leaves out what is no news', () => {
    const asked = { attention: Attention.DRIVER };
    const contacted = { ...asked, contactedAt: after(60) };
    const seen = [{}, {}, asked, asked, contacted, contacted, { contactedAt: after(60) }];

    const told = bookingTimeline(seen.map((over, i) => ({ ...changed(over), version: i + 1 })));

    expect(told).toMatchObject([
      { version: 3, by: 'SYSTEM', why: 'the driver makes no progress to the pickup, and is asked why' },
      { version: 5, by: 'DRIVER', who: DRIVER, why: 'the driver tried to reach the rider' },
      { version: 7, by: 'SYSTEM', why: 'the driver makes progress again' },
    ]);
  });

  it('tells of a car that is silent on its trip', () => {
    const onTrip = { state: BookingState.ON_TRIP };
    const seen = [onTrip, { ...onTrip, attention: Attention.OPERATORS }, onTrip];

    const told = bookingTimeline(seen.map((over, i) => ({ ...changed(over), version: i + 1 })));

    expect(told).toMatchObject([
      { version: 2, by: 'SYSTEM', why: 'still nothing is heard of the car: somebody should call' },
      { version: 3, by: 'SYSTEM', why: 'the car is heard of again' },
    ]);
  });

  it('takes what happens at the pickup for an attempt to reach the rider, also a second one', () => {
    const atPickup = { state: BookingState.ARRIVED, contactedAt: after(60) };

    expect(bookingTimeline([changed(atPickup), changed(atPickup)])).toMatchObject([
      { by: 'DRIVER' },
      { by: 'DRIVER' },
    ]);
  });

  it('names the driver who got the job, where that is known', () => {
    const payload = BookingAssigned.encode({ booking: aBooking(LIVE) }).finish();

    const [told] = bookingTimeline(
      [anEvent({ type: 'booking.assigned', payload })],
      new Map([[DRIVER, 'Asta']]),
    );

    expect(told).toMatchObject({ by: 'DRIVER', who: DRIVER, why: 'Asta' });
  });

  it('tells of an event that a later version of booking made as much as can be told', () => {
    const contact = changed({ contactedAt: after(9) });
    const events = [contact, anEvent({ type: 'booking.teleported', version: 2 }), lost('driver_lost')];

    expect(bookingTimeline(events)).toMatchObject([
      {},
      { event: 'booking.teleported', by: 'SYSTEM' },
      { from: 'ASSIGNED' },
    ]);
  });
});
