import { type CityStack } from './city-stack.ts';
import { type DriverApp } from './driver-app.ts';
import { firstOffered } from './people.ts';
import { JARNTORGET, KUNGSPORTSPLATSEN } from './places.ts';
import { outcomeOf } from './refusal.ts';
import { type RiderApp } from './rider-app.ts';

/** How a race ended: what each was answered, and what became of it all. */
export interface Race {
  accept: string;
  cancel: string;
  /** Whether the rider was told of a driver. */
  assigned: boolean;
  /** Where the booking ended. */
  state: string;
  /** Whether the booking names a driver in the end. */
  hasDriver: boolean;
}

/**
 * A driver accepts while the rider cancels. Whichever comes first at the booking's row wins: the driver is refused, or has the job, which
 * is then cancelled. Waits until the driver is free again.
 */
export async function acceptAgainstCancel(
  city: CityStack,
  { rider, drivers }: { rider: RiderApp; drivers: readonly DriverApp[] },
): Promise<Race> {
  const { id } = await rider.book(KUNGSPORTSPLATSEN, JARNTORGET);
  const { driver, offer } = await firstOffered(city, drivers, id);
  const [accept, cancel] = await Promise.all([
    outcomeOf(driver.accept(offer), 'has it'),
    outcomeOf(rider.cancel(id), 'cancelled'),
  ]);
  await driver.isOnShift('FREE');
  await rider.ear.hears('booking.cancelled', { id });
  const { state, driverId } = await rider.read(id);
  const assigned = rider.ear.heard('booking.assigned', { id }).length > 0;
  return { accept, cancel, assigned, state, hasDriver: driverId !== undefined };
}
