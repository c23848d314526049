import { type EventHandler } from '@hansom/platform-bus';
import { type BookingAssigned } from '@hansom/proto-booking';

import { type NotificationContext } from '../context.ts';
import { TEXTS } from '../domain/texts.ts';
import { driversCar } from '../drivers-car.ts';
import { given } from '../given.ts';
import { tellRider } from '../tell-rider.ts';

export function bookingAssigned(ctx: NotificationContext): EventHandler<BookingAssigned> {
  return async (event, call) => {
    const booking = given(event.payload.booking, 'the booking');
    const { name, looks, plate } = await driversCar(ctx, booking.driverId, call);
    const text = TEXTS.driverAssigned(name, `${looks}, ${plate}`);
    await tellRider(ctx, { event, booking, kind: 'DRIVER_ASSIGNED', text }, call);
  };
}
