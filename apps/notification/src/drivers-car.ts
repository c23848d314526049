import { type Call } from '@hansom/platform-rpc';
import { type Booking } from '@hansom/proto-booking';

import { type NotificationContext } from './context.ts';
import { given } from './given.ts';

/** Who drives, and what. */
export interface DriversCar {
  name: string;
  /** `black Volvo V90, ABC123`; none where driver does not tell of the car of the job. */
  car: string | undefined;
}

export async function driversCar(
  ctx: NotificationContext,
  { driverId, vehicleId }: Pick<Booking, 'driverId' | 'vehicleId'>,
  call: Call,
): Promise<DriversCar> {
  const { driver } = await ctx.driver.getDriver({ driverId, vehicleId }, call);
  const { name, vehicle } = given(driver, 'the driver');
  if (vehicle?.vehicleId !== vehicleId) return { name, car: undefined };
  const { plate, colour, make, model } = vehicle;
  const looks = [colour, make, model].filter((part) => part !== '').join(' ');
  return { name, car: `${looks}, ${plate}` };
}
