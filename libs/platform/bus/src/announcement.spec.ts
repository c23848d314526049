import { instant } from '@hansom/platform-context';
import { PositionMoved, positionEvents } from '@hansom/proto-position-tracker';

import { announcement } from './announcement.ts';
import { receivedFrom } from './received-event.ts';

const payload = PositionMoved.create({ bookingId: 'booking_got_1', driverId: 'driver_1' });
const moved = { type: 'position.moved', key: 'booking_got_1', version: 7, city: 'got', payload } as const;

describe('announcement', () => {
  it('makes an event that a listener can read', () => {
    const envelope = announcement(positionEvents, moved, instant(5));

    expect(receivedFrom(positionEvents, envelope)).toEqual({
      ...{ id: 'position/booking_got_1/7', type: 'position.moved', topic: 'position-tracker' },
      ...{ aggregate: 'position', key: 'booking_got_1', version: 7, occurredAt: 5, city: 'got', payload },
    });
  });

  it('refuses a type that the catalogue does not have', () => {
    const other = { ...moved, type: 'position.lost' as 'position.moved' };

    expect(() => announcement(positionEvents, other, instant(5))).toThrow('position.lost is no event');
  });
});
