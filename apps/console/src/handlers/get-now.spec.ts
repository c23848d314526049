import { fakeEffects } from '@hansom/platform-context/testing';
import { implement } from '@hansom/platform-http';
import { callRoute } from '@hansom/platform-http/testing';
import { aUser } from '@hansom/platform-identity/testing';

import { aJobFact, aShiftFact } from '../../test/live-facts.ts';
import { LiveCities } from '../live/live-cities.ts';
import * as routes from '../routes/city.ts';
import { getDemand } from './get-demand.ts';
import { getHistory } from './get-history.ts';
import { getNow } from './get-now.ts';

const user = aUser({ roles: ['OPS.GOT'] });

/** Gothenburg with a free driver and a rider who waits. */
function aWorld() {
  const effects = fakeEffects();
  const cities = new LiveCities(effects, async () => ['got', 'ham', 'new']);
  cities.listed(['got', 'ham']);
  cities.at('got').heardShift(aShiftFact());
  cities.at('got').heardJob(aJobFact());
  const asked = { params: { city: 'got' }, user };
  return { cities, effects, asked };
}

describe('the figures of a city', () => {
  it('are those of now', async () => {
    const { cities, asked } = aWorld();
    cities.at('got').listed();

    const { body } = await callRoute(implement(routes.getNow, getNow({ cities })), asked);

    expect(body).toMatchObject({
      ...{ drivers: { FREE: 1, ON_TRIP: 0 }, riders: { withoutCar: 1, onTrip: 0 }, knownFor: 0 },
      lastHour: { completed: 0, takings: [] },
    });
    expect(cities.at('got').isLookedAt).toBe(true);
  });

  it('are those of the minutes before', async () => {
    const { cities, asked } = aWorld();
    cities.at('got').listed();
    cities.at('got').keepUp();

    const { body } = await callRoute(implement(routes.getHistory, getHistory({ cities })), asked);

    expect(body.samples).toMatchObject([{ drivers: { FREE: 1 }, completed: 0 }]);
  });

  it('are where rides were asked for', async () => {
    const { cities, effects, asked } = aWorld();
    cities.at('got').listed();

    const { body } = await callRoute(implement(routes.getDemand, getDemand({ cities })), asked);

    expect(body.points).toEqual([{ at: { lat: 57.7, lng: 11.97 }, askedAt: effects.clock.now() }]);
  });

  it.each([
    ['that they may not see', 'ham', 'console.no_city'],
    ['that there is not', 'sto', 'console.no_city'],
    ['that is not known yet', 'got', 'console.city_loading'],
  ])('are not told of a city %s', async (_, city, code) => {
    const { cities } = aWorld();

    const asked = callRoute(implement(routes.getNow, getNow({ cities })), { params: { city }, user });

    await expect(asked).rejects.toMatchObject({ code });
  });

  it('are not said to be of no city where it was added just now', async () => {
    const { cities } = aWorld();
    const asked = { params: { city: 'new' }, user: aUser({ roles: ['OPS'] }) };

    const answers = await Promise.allSettled([
      callRoute(implement(routes.getNow, getNow({ cities })), asked),
      callRoute(implement(routes.getHistory, getHistory({ cities })), asked),
      callRoute(implement(routes.getDemand, getDemand({ cities })), asked),
    ]);

    const loading = { status: 'rejected', reason: { code: 'console.city_loading' } };
    expect(answers).toMatchObject([loading, loading, loading]);
  });
});
