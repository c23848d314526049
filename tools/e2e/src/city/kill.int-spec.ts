import { until } from '../testing/city/app.ts';
import { type CityProcess, openCityProcess } from '../testing/city/city-process.ts';
import { type DriverApp } from '../testing/city/driver-app.ts';
import { People } from '../testing/city/people.ts';
import { JARNTORGET, KUNGSPORTSPLATSEN } from '../testing/city/places.ts';
import { type RiderApp } from '../testing/city/rider-app.ts';

jest.setTimeout(300_000);

/** One process of all services, on a store on disk. It is killed in the middle of things, and started again. */
describe('a ride during which the process is killed', () => {
  let city: CityProcess;
  let people: People;
  let driver: DriverApp;
  let rider: RiderApp;

  beforeAll(async () => {
    city = await openCityProcess({ speed: 4 });
    await city.start();
    people = new People(city);
    rider = await people.rider(1);
    driver = await people.driver(1, KUNGSPORTSPLATSEN);
  });

  afterAll(async () => {
    await people?.close();
    await city?.close();
  });

  /** Kills the city, starts it again, and has the apps come back; the city time before and after. */
  async function killed(): Promise<{ before: number; after: number }> {
    const before = Date.parse((await rider.api.getTime()).now);
    await city.kill();
    await city.start();
    await Promise.all([rider.time.ask(), driver.time.ask()]);
    const after = Date.parse((await rider.api.getTime()).now);
    return { before, after };
  }

  it('goes on where it was, whenever that happens', async () => {
    const times: { before: number; after: number }[] = [];
    const card = await rider.addCard();

    const { id } = await rider.book(KUNGSPORTSPLATSEN, JARNTORGET, card);
    times.push(await killed());
    await rider.finds(id, 'SEARCHING');
    await driver.goOnShift();
    const job = await driver.takes(id);
    times.push(await killed());
    expect(await driver.shift()).toMatchObject({ bookingId: id, offerId: job.offerId });
    await driver.driveTo(job.pickup);
    await driver.arrive(job);
    await driver.start(job);
    times.push(await killed());
    await driver.driveTo(JARNTORGET);
    const done = await driver.complete(job);
    times.push(await killed());

    const total = done.fare?.total;
    expect(await rider.read(id)).toMatchObject({ state: 'COMPLETED', fare: { total } });
    expect(await rider.receipt(id)).toMatchObject({ fare: { total } });
    expect(await driver.isOnShift('FREE')).toMatchObject({ jobsDone: 1 });
    expect(times.filter(({ before, after }) => after < before)).toEqual([]);
    await until('all is as it must be', () => isWell(city));
  });

  it('leaves nobody in the way of the next one', async () => {
    const { id } = await rider.book(KUNGSPORTSPLATSEN, JARNTORGET);

    const job = await driver.takes(id);
    await rider.cancel(id);

    expect(job.state).toBe('ASSIGNED');
    await driver.isOnShift('FREE');
  });
});

/** Money follows a ride within two minutes of city time: then the check looks at it. */
async function isWell(city: CityProcess): Promise<boolean> {
  const { ok, findings, taken } = JSON.parse(
    await city.hansom('city', 'check', '--json', '--rider-api', city.urls.rider),
  ) as Checked;
  if (!ok) throw new Error(JSON.stringify(findings));
  return taken.length > 0;
}

interface Checked {
  ok: boolean;
  findings: unknown;
  taken: string[];
}
