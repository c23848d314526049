import { type EventHandler } from '@hansom/platform-bus';
import { type BookingReallocating } from '@hansom/proto-booking';

import { type NotificationContext } from '../context.ts';
import { TEXTS } from '../domain/texts.ts';
import { given } from '../given.ts';
import { tellRider } from '../tell-rider.ts';

export function bookingReallocating(ctx: NotificationContext): EventHandler<BookingReallocating> {
  return (event, call) => {
    const booking = given(event.payload.booking, 'the booking');
    return tellRider(
      ctx,
      { event, booking, kind: 'DRIVER_LOST', text: TEXTS.driverLost(booking.reason) },
      call,
    );
  };
}
