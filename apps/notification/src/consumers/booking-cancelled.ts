import { type EventHandler } from '@hansom/platform-bus';
import { Actor, type BookingCancelled } from '@hansom/proto-booking';

import { type NotificationContext } from '../context.ts';
import { type EndedBy, TEXTS } from '../domain/texts.ts';
import { given } from '../given.ts';
import { tellRider } from '../tell-rider.ts';
import { totalOf } from '../total-of.ts';

const ENDED_BY = new Map<Actor, EndedBy>([
  [Actor.RIDER, 'rider'],
  [Actor.DRIVER, 'driver'],
  [Actor.OPERATOR, 'operator'],
]);

export function bookingCancelled(ctx: NotificationContext): EventHandler<BookingCancelled> {
  return (event, call) => {
    const booking = given(event.payload.booking, 'the booking');
    const by = ENDED_BY.get(booking.endedBy) ?? 'system';
    const text = TEXTS.cancelled({ by, reason: booking.reason }, totalOf(booking.fare));
    return tellRider(ctx, { event, booking, kind: 'CANCELLED', text }, call);
  };
}
