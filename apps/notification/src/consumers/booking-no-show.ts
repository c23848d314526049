import { type EventHandler } from '@hansom/platform-bus';
import { type BookingNoShow } from '@hansom/proto-booking';

import { type NotificationContext } from '../context.ts';
import { TEXTS } from '../domain/texts.ts';
import { given } from '../given.ts';
import { tellRider } from '../tell-rider.ts';
import { totalOf } from '../total-of.ts';

export function bookingNoShow(ctx: NotificationContext): EventHandler<BookingNoShow> {
  return (event, call) => {
    const booking = given(event.payload.booking, 'the booking');
    return tellRider(
      ctx,
      { event, booking, kind: 'CANCELLED', text: TEXTS.noShow(totalOf(booking.fare)) },
      call,
    );
  };
}
