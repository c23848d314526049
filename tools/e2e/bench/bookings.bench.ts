import { startCity } from '../src/testing/city/city-stack.ts';
import { type DriverApp } from '../src/testing/city/driver-app.ts';
import { firstTaken, People } from '../src/testing/city/people.ts';
import { KUNGSPORTSPLATSEN } from '../src/testing/city/places.ts';
import { type RiderApp } from '../src/testing/city/rider-app.ts';
import { watchUse } from '../src/testing/city/use.ts';

const PAIRS = 8;
const ROUNDS = 5;
/** Where everybody is, and a place in sight of it: nobody has to drive. */
const HERE = KUNGSPORTSPLATSEN;
const THERE = { at: { lat: 57.7051, lng: 11.9697 }, label: 'Across the bridge' };

/** Nobody is kept from asking again: all of them call from one address. */
const RATE = { limit: 100_000 };

/**
 * Whole bookings, from the quote to the end of the trip, through the public APIs: as many riders as drivers, all at one place, and nobody
 * thinks or drives. The apps are in the same process.
 */
export async function bench(): Promise<{ name: string; figures: Record<string, number> }> {
  const config = { 'customer-api': { rate: RATE }, 'driver-api': { rate: RATE } };
  const city = await startCity({ speed: 8, root: process.cwd(), config });
  const people = new People(city);
  try {
    const drivers = await people.drivers(PAIRS, HERE);
    const numbers = Array.from({ length: PAIRS }, (_, i) => i + 1);
    const riders = await Promise.all(numbers.map((n) => people.rider(n)));
    const round = () => Promise.all(riders.map((rider) => ride(rider, drivers)));
    const ride = async (rider: RiderApp, all: readonly DriverApp[]): Promise<void> => {
      const { id } = await rider.book(HERE, THERE);
      const { driver, job } = await firstTaken(city, all, id);
      await driver.drives(job);
      await driver.collect(job);
    };
    await round(); // warm
    const used = watchUse();
    const begun = performance.now();
    for (let n = 0; n < ROUNDS; n += 1) await round(); // each begins with drivers who are free
    const seconds = (performance.now() - begun) / 1000;
    const { cpuMs } = used();
    const bookings = ROUNDS * PAIRS;
    return {
      name: 'whole bookings, nobody thinks or drives',
      figures: {
        'bookings a second': bookings / seconds,
        'CPU ms a booking': cpuMs / bookings,
        bookings,
        'at once': PAIRS,
      },
    };
  } finally {
    await people.close();
    await city.close();
  }
}
