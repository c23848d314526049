import { type EventHandler } from '@hansom/platform-bus';
import { type BookingFailed } from '@hansom/proto-booking';

import { type NotificationContext } from '../context.ts';
import { TEXTS } from '../domain/texts.ts';
import { given } from '../given.ts';
import { tellRider } from '../tell-rider.ts';

export function bookingFailed(ctx: NotificationContext): EventHandler<BookingFailed> {
  return (event, call) => {
    const booking = given(event.payload.booking, 'the booking');
    const text = TEXTS.paymentFailed(booking.reason);
    return tellRider(ctx, { event, booking, kind: 'PAYMENT_FAILED', text }, call);
  };
}
