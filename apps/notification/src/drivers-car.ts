import { type Call } from '@hansom/platform-rpc';

import { type NotificationContext } from './context.ts';
import { given } from './given.ts';

/** Who drives, and what. */
export interface DriversCar {
  name: string;
  /** `black Volvo V90, ABC123`; none where the account was closed since, which still drives the job it has. */
  car: string | undefined;
}

export async function driversCar(
  ctx: NotificationContext,
  driverId: string,
  call: Call,
): Promise<DriversCar> {
  const { driver } = await ctx.driver.getDriver({ driverId }, call);
  const { name, vehicle } = given(driver, 'the driver');
  if (!vehicle) return { name, car: undefined };
  const { plate, colour, make, model } = vehicle;
  const looks = [colour, make, model].filter((part) => part !== '').join(' ');
  return { name, car: `${looks}, ${plate}` };
}
