import { until } from '../testing/city/app.ts';
import { type RobotCity, startRobotCity } from '../testing/city/robot-city.ts';
import { whatIsBroken } from '../testing/city/what-is-broken.ts';

jest.setTimeout(300_000);

const RIDES = 1n;

/** Offers are long: seconds of a fast city are short ones of a slow machine. */
const CONFIG = { city: { cities: { got: { dispatch: { offerTtlMs: 25_000 } } } } };

/** The short form of `npm run soak -- city`: few robots, who live fast. */
describe('a city of robots', () => {
  let city: RobotCity;

  beforeAll(async () => {
    city = await startRobotCity({ speed: 12, config: CONFIG, robots: { drivers: 12, ridesPerHour: 120 } });
  });

  afterAll(async () => {
    await city?.close();
  });

  it('takes people from one place to another', async () => {
    const fleet = await until('a ride is over', async () => {
      const figures = await city.fleet();
      return figures.ridesCompletedCount >= RIDES && figures;
    });

    expect(fleet.driversCount).toBe(12);
    expect(fleet.driversOnShiftCount).toBeGreaterThan(0);
  });

  it('is a city where all is as it must be, and nothing is in the log that anybody has to look into', async () => {
    expect(await whatIsBroken(city.stack)).toEqual([]);
    expect(city.complaints()).toEqual([]);
  });
});
