import { type Call } from '@hansom/platform-rpc';

import { type NotificationContext } from './context.ts';
import { given } from './given.ts';

/** Who drives, and what. */
export interface DriversCar {
  name: string;
  plate: string;
  /** `black Volvo V90` */
  looks: string;
}

export async function driversCar(
  ctx: NotificationContext,
  driverId: string,
  call: Call,
): Promise<DriversCar> {
  const { driver } = await ctx.driver.getDriver({ driverId }, call);
  const { name, vehicle } = given(driver, 'the driver');
  const { plate, colour, make, model } = given(vehicle, "the driver's car");
  return { name, plate, looks: [colour, make, model].filter((part) => part !== '').join(' ') };
}
