import { z } from '@hansom/platform-config';
import { type Driver as WireDriver } from '@hansom/proto-driver';

const BookedCar = z
  .object({ plate: z.string(), make: z.string(), model: z.string(), colour: z.string() })
  .meta({ id: 'BookedCar' });

/** Who drives a rider, and in which car: all that a rider is told of them. */
export const BookedDriver = z
  .object({ name: z.string(), car: BookedCar })
  .meta({ id: 'BookedDriver', description: 'Who comes, and in which car.' });

export type BookedDriver = z.output<typeof BookedDriver>;

/** Undefined for who has no car: an account that was closed meanwhile. */
export function toBookedDriver(driver: WireDriver | undefined): BookedDriver | undefined {
  if (!driver?.vehicle) return undefined;
  const { plate, make, model, colour } = driver.vehicle;
  return { name: driver.name, car: { plate, make, model, colour } };
}
