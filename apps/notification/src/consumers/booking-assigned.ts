import { type EventHandler } from '@hansom/platform-bus';
import { type BookingAssigned } from '@hansom/proto-booking';

import { type NotificationContext } from '../context.ts';
import { TEXTS } from '../domain/texts.ts';
import { driversCar } from '../drivers-car.ts';
import { given } from '../given.ts';
import { tellRider } from '../tell-rider.ts';

export function bookingAssigned(ctx: NotificationContext): EventHandler<BookingAssigned> {
  return (event, call) => {
    const booking = given(event.payload.booking, 'the booking');
    const text = async () => {
      const { name, car } = await driversCar(ctx, booking, call);
      return TEXTS.driverAssigned(name, car);
    };
    return tellRider(ctx, { event, booking, kind: 'DRIVER_ASSIGNED', text }, call);
  };
}
