import { type EventHandler } from '@hansom/platform-bus';
import { type BookingArrived } from '@hansom/proto-booking';

import { type NotificationContext } from '../context.ts';
import { TEXTS } from '../domain/texts.ts';
import { driversCar } from '../drivers-car.ts';
import { given } from '../given.ts';
import { tellRider } from '../tell-rider.ts';

export function bookingArrived(ctx: NotificationContext): EventHandler<BookingArrived> {
  return (event, call) => {
    const booking = given(event.payload.booking, 'the booking');
    const text = async () => {
      const { car } = await driversCar(ctx, booking, call);
      return TEXTS.driverArrived(booking.pickup?.label ?? '', car);
    };
    return tellRider(ctx, { event, booking, kind: 'DRIVER_ARRIVED', text }, call);
  };
}
