import { type Millis } from '@hansom/platform-context';
import { describeNeeding } from '@hansom/testing-needs';
import { lackingForRedis } from '@hansom/testing-local-stores';

import { type DriverApp } from '../testing/city/driver-app.ts';
import { People } from '../testing/city/people.ts';
import { JARNTORGET, KUNGSPORTSPLATSEN } from '../testing/city/places.ts';
import { type RiderApp } from '../testing/city/rider-app.ts';
import { killAll, rollAll } from '../testing/up/deeds.ts';
import { examine } from '../testing/up/look.ts';
import { startUpCity, type UpCity } from '../testing/up/up-city.ts';
import path from 'node:path';

jest.setTimeout(600_000);

const SEED = 1;
const BETWEEN_KILLS: Millis = 500;
/** A job's life is two processes', each of which may die. */
const REPLICAS = 'booking=2,dispatch=2';

/** One process a service, on files and a real Redis. `npm run soak -- up-faults` does it at length, with robots and on Cassandra. */
describeNeeding('rides on hansom up', lackingForRedis(), () => {
  let city: UpCity;
  let people: People;
  let driver: DriverApp;
  let rider: RiderApp;
  let card: Awaited<ReturnType<RiderApp['addCard']>>;

  beforeAll(async () => {
    const root = path.resolve(__dirname, '../../../..');
    const nobody = { drivers: 0, ridesPerHour: 0 };
    city = await startUpCity({ stores: 'embedded', speed: 8, robots: nobody, replicas: REPLICAS, root });
    people = new People(city);
    rider = await people.rider(1);
    card = await rider.addCard();
    driver = await people.driver(1, KUNGSPORTSPLATSEN);
    await driver.goOnShift();
  });

  afterAll(async () => {
    await people?.close();
    await city?.close();
  });

  /** A ride to its receipt; all services are hurt while somebody sits in the car. */
  async function rideThrough(deed: () => Promise<unknown>): Promise<void> {
    const { id } = await rider.book(KUNGSPORTSPLATSEN, JARNTORGET, card);
    const job = await driver.takes(id);
    await driver.driveTo(job.pickup);
    await driver.arrive(job);
    await driver.start(job);
    await deed();
    await driver.driveTo(JARNTORGET);
    const { fare } = await driver.complete(job);

    expect(await rider.read(id)).toMatchObject({ state: 'COMPLETED', fare: { total: fare?.total } });
    expect(await rider.receipt(id)).toMatchObject({ fare: { total: fare?.total } });
    await city.eventually('the check finds nothing', async () => (await examine(city)).broken.length === 0);
  }

  it('survive that every service is killed once, and that Redis forgets all', async () => {
    await rideThrough(async () => {
      await killAll(city, SEED, BETWEEN_KILLS);
      await city.stores.redis.flush();
    });
  });

  it('go on while every service is replaced, and no read is lost', async () => {
    await rideThrough(async () => {
      await expect(rollAll(city)).resolves.toHaveProperty(['reads answered']);
    });
  });
});
