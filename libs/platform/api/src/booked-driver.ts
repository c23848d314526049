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

/** Undefined where the car of the job is not told: nobody is to look for a wrong one. */
export function toBookedDriver(
  driver: WireDriver | undefined,
  vehicleId: string | undefined,
): BookedDriver | undefined {
  if (!driver?.vehicle || driver.vehicle.vehicleId !== vehicleId) return undefined;
  const { plate, make, model, colour } = driver.vehicle;
  return { name: driver.name, car: { plate, make, model, colour } };
}
