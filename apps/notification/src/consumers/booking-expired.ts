import { type EventHandler } from '@hansom/platform-bus';
import { type BookingExpired } from '@hansom/proto-booking';

import { type NotificationContext } from '../context.ts';
import { TEXTS } from '../domain/texts.ts';
import { given } from '../given.ts';
import { tellRider } from '../tell-rider.ts';

export function bookingExpired(ctx: NotificationContext): EventHandler<BookingExpired> {
  return (event, call) => {
    const booking = given(event.payload.booking, 'the booking');
    return tellRider(ctx, { event, booking, kind: 'NO_DRIVER', text: TEXTS.noDriver() }, call);
  };
}
