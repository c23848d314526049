import { type Millis } from '@hansom/platform-context';

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

/** An acceptance passes through more services than a cancellation: so much later, at the most, the rider cancels. */
const HEAD_START_MS: Millis = 60;

/**
 * A driver accepts while the rider cancels. Whichever comes first at the booking's row wins: the driver is refused, or has the job, which
 * is then cancelled. Waits until the driver is free again.
 */
export async function acceptAgainstCancel(
  city: CityStack,
  { rider, drivers }: { rider: RiderApp; drivers: readonly DriverApp[] },
): Promise<Race> {
  const { id } = await rider.book(KUNGSPORTSPLATSEN, JARNTORGET);
  const { driver, offer } = await firstOffered(drivers, id);
  const { random, timers } = city.effects;
  const accepting = outcomeOf(driver.accept(offer), 'has it');
  await timers.sleep(random.next() * HEAD_START_MS);
  const [accept, cancel] = await Promise.all([accepting, outcomeOf(rider.cancel(id), 'cancelled')]);
  await driver.isOnShift('FREE');
  await rider.ear.hears('booking.cancelled', { id });
  const { state, driverId } = await rider.read(id);
  const assigned = rider.ear.heard('booking.assigned', { id }).length > 0;
  return { accept, cancel, assigned, state, hasDriver: driverId !== undefined };
}

/** Each rider against whichever driver is offered the job, so many times, all riders side by side. */
export async function raceInPairs(
  city: CityStack,
  { riders, drivers, rounds }: { riders: readonly RiderApp[]; drivers: readonly DriverApp[]; rounds: number },
): Promise<Race[]> {
  const racing = riders.map(async (rider) => {
    const races: Race[] = [];
    while (races.length < rounds) races.push(await acceptAgainstCancel(city, { rider, drivers })); // a rider rides once at a time
    return races;
  });
  return (await Promise.all(racing)).flat(); // as many as there are riders
}

/** The driver has it exactly if the rider was told so; cancelled it is in any case. Undefined: nothing is wrong. */
export function whatIsWrong(race: Race): Race | undefined {
  const accept = race.assigned ? 'has it' : '409 booking.cancelled';
  const expected = { accept, cancel: 'cancelled', state: 'CANCELLED', hasDriver: race.assigned };
  const isRight = Object.entries(expected).every(([name, value]) => race[name as keyof Race] === value);
  return isRight ? undefined : race;
}
