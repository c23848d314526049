import { type Offer } from '@hansom/client-driver-api';

import { needsAttention } from '../testing/city/attention.ts';
import { type CityStack, startCity } from '../testing/city/city-stack.ts';
import { type DriverApp } from '../testing/city/driver-app.ts';
import { People } from '../testing/city/people.ts';
import { JARNTORGET, KUNGSPORTSPLATSEN } from '../testing/city/places.ts';
import { outcomeOf } from '../testing/city/refusal.ts';
import { type RiderApp } from '../testing/city/rider-app.ts';
import { whatIsBroken } from '../testing/city/what-is-broken.ts';

jest.setTimeout(600_000);

const DRIVERS = 50;
const MOST_TRIES = 3;

const CONFIG = {
  city: { cities: { got: { dispatch: { broadcast: DRIVERS, offerTtlMs: 25_000, batchMs: 500 } } } },
  driver: { approveAfterMs: 0 },
};
/** Slower than real time, so that a machine that tests everything at once accepts within 25 seconds. */
const SPEED = 0.1;

describe('a job that is offered to 50 drivers', () => {
  let city: CityStack;
  let people: People;
  let drivers: DriverApp[];
  let rider: RiderApp;

  beforeAll(async () => {
    city = await startCity({ speed: SPEED, config: CONFIG });
    people = new People(city);
    rider = await people.rider(1);
    drivers = await people.drivers(DRIVERS, KUNGSPORTSPLATSEN);
  });

  afterAll(async () => {
    await people?.close();
    await city?.close();
  });

  it('and accepted by all at once is one driver’s; 49 are told that it is taken', async () => {
    const { id, offers } = await offeredToAll();

    const answers = await Promise.all(
      drivers.map((driver, i) => outcomeOf(driver.accept({ id: offers[i]?.id ?? '' }), 'has it')),
    );

    expect(count(answers)).toEqual({ 'has it': 1, '409 dispatch.offer_taken': DRIVERS - 1 });
    const winner = drivers[answers.indexOf('has it')];
    expect(await rider.read(id)).toMatchObject({ state: 'ASSIGNED', driverId: winner?.session.accountId });
    expect(await winner?.shift()).toMatchObject({ state: 'EN_ROUTE', bookingId: id });
    await areFree(drivers.filter((one) => one !== winner));
    expect(await whatIsBroken(city)).toEqual([]);
    expect(needsAttention(city.log)).toEqual([]);
  });

  /** A machine that has too much to do may not send all offers in time: then another ride is booked. */
  async function offeredToAll(): Promise<{ id: string; offers: Offer[] }> {
    for (let tries = 1; ; tries++) {
      const { id } = await rider.book(KUNGSPORTSPLATSEN, JARNTORGET);
      const asked = await Promise.allSettled(drivers.map((driver) => driver.offered(id)));
      const offers = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      if (offers.length === DRIVERS || tries === MOST_TRIES) return { id, offers };
      await rider.cancel(id);
      await areFree(drivers); // one ride at a time
    }
  }
});

async function areFree(drivers: readonly DriverApp[]): Promise<void> {
  for (const driver of drivers) await driver.isOnShift('FREE'); // one after the other: fifty that ask at once are a load of their own
}

function count(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
