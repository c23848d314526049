import { needsAttention } from '../testing/city/attention.ts';
import { type CityStack, startCity } from '../testing/city/city-stack.ts';
import { type DriverApp } from '../testing/city/driver-app.ts';
import { People } from '../testing/city/people.ts';
import { JARNTORGET, KUNGSPORTSPLATSEN } from '../testing/city/places.ts';
import { outcomeOf } from '../testing/city/refusal.ts';
import { type RiderApp } from '../testing/city/rider-app.ts';

jest.setTimeout(120_000);

const DRIVERS = 50;

/** Offers stay open for long: a machine that tests everything at once is slow. */
const CONFIG = {
  city: { cities: { got: { dispatch: { broadcast: DRIVERS, offerTtlMs: 25_000 } } } },
};

describe('a job that is offered to 50 drivers', () => {
  let city: CityStack;
  let people: People;
  let drivers: DriverApp[];
  let rider: RiderApp;

  beforeAll(async () => {
    city = await startCity({ speed: 1, config: CONFIG });
    people = new People(city);
    rider = await people.rider(1);
    drivers = await people.drivers(DRIVERS, KUNGSPORTSPLATSEN);
  });

  afterAll(async () => {
    await people?.close();
    await city?.close();
  });

  it('and accepted by all at once is one driver’s; 49 are told that it is taken', async () => {
    const { id } = await rider.book(KUNGSPORTSPLATSEN, JARNTORGET);
    const offers = await Promise.all(drivers.map((driver) => driver.offered(id)));

    const answers = await Promise.all(
      drivers.map((driver, i) => outcomeOf(driver.accept({ id: offers[i]?.id ?? '' }), 'has it')),
    );

    expect(count(answers)).toEqual({ 'has it': 1, '409 dispatch.offer_taken': DRIVERS - 1 });
    const winner = drivers[answers.indexOf('has it')];
    expect(await rider.read(id)).toMatchObject({ state: 'ASSIGNED', driverId: winner?.session.accountId });
    expect(await winner?.shift()).toMatchObject({ state: 'EN_ROUTE', bookingId: id });
    await Promise.all(drivers.filter((one) => one !== winner).map((driver) => driver.isOnShift('FREE')));
    expect(needsAttention(city.log)).toEqual([]);
  });
});

function count(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
