import { needsAttention } from '../testing/city/attention.ts';
import { until } from '../testing/city/app.ts';
import { type CityStack, startCity } from '../testing/city/city-stack.ts';
import { People } from '../testing/city/people.ts';
import { GOTAPLATSEN, GULDHEDEN, JARNTORGET } from '../testing/city/places.ts';
import { whatIsBroken } from '../testing/city/what-is-broken.ts';

jest.setTimeout(180_000);

/** The southern part of Gothenburg as a town of its own, whose drivers may be sent to the other part. */
const SOUTH = {
  ...{ name: 'South', timeZone: 'Europe/Stockholm', currency: 'SEK', homeRegion: 'local', homeEpoch: 1 },
  serviceTypes: { standard: { name: 'Standard', seats: 4 } },
  zones: { south: { name: 'South', kind: 'SERVICE_AREA', polygon: aBox([11.94, 57.665], [12, 57.688]) } },
  booking: { cancelFeeMinor: 5_000, noShowFeeMinor: 5_000, prebookedNoShowFeeMinor: 10_000 },
};
const NORTH = {
  zones: { gothenburg: { polygon: aBox([11.9, 57.692], [12, 57.73]) } },
  neighbours: ['sou'],
};
const CONFIG = { city: { cities: { got: NORTH, sou: SOUTH } } };

describe('a driver of a neighbouring city', () => {
  let city: CityStack;
  let people: People;

  beforeAll(async () => {
    city = await startCity({ speed: 4, config: CONFIG });
    people = new People(city);
  });

  afterAll(async () => {
    await people?.close();
    await city?.close();
  });

  it('is shown to riders nearby, takes a ride of theirs, and drives it to its end', async () => {
    const rider = await people.rider(1);
    const driver = await people.driver(1, GULDHEDEN, 'sou');
    await driver.goOnShift();

    await until('the car is shown', async () => {
      const { cars } = await rider.api.findNearby({ query: GOTAPLATSEN.at });
      return cars.length === 1;
    });
    const { id } = await rider.book(GOTAPLATSEN, JARNTORGET);
    const job = await driver.takes(id);
    await driver.drives(job);
    await driver.collect(job);
    await driver.isOnShift('FREE');

    expect(await rider.read(id)).toMatchObject({ state: 'COMPLETED', driverId: driver.session.accountId });
    expect(await whatIsBroken(city)).toEqual([]);
    expect(needsAttention(city.log)).toEqual([]);
  });
});

type Corner = readonly [lng: number, lat: number];

function aBox([west, south]: Corner, [east, north]: Corner): Corner[][] {
  return [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ];
}
