import { type DriverApiClient } from '@hansom/client-driver-api';
import { settle, fakeEffects } from '@hansom/platform-context/testing';

import { type World } from './apis.ts';
import { CityTime } from './city-time.ts';
import { config } from './config.ts';
import { Fleet, TICK_MS } from './fleet.ts';

const HERE = { lat: 57.7, lng: 11.97 };
const WANTED = 8;

/** A city in which nothing happens but that drivers come. */
function aCity(api: Partial<DriverApiClient>): { fleet: Fleet; ticks(count: number): Promise<void> } {
  const effects = fakeEffects();
  const time = new CityTime(effects.monotonic);
  time.set({ now: '2026-11-28T12:00:00Z', speed: 1 });
  const world: World = {
    ...{ effects, time, city: 'got', socketUrl: 'ws://127.0.0.1:9/v1/socket' },
    streets: { journey: () => undefined, somewhere: () => HERE },
    config: () => config.parse({}),
    riderApi: () => {
      throw new Error('nobody rides');
    },
    driverApi: () => api as DriverApiClient, // what a driver who arrives asks for
  };
  const fleet = new Fleet(world, { drivers: WANTED, ridesPerHour: 0, seed: 1 });
  const ticks = async (count: number): Promise<void> => {
    for (let n = 0; n < count; n++) {
      fleet.tick();
      await settle();
      await effects.time.advance(TICK_MS);
    }
  };
  return { fleet, ticks };
}

describe('the drivers of a fleet', () => {
  it('arrive no faster than the city takes them', async () => {
    const asked: (() => void)[] = [];
    const getMe = (): Promise<never> =>
      new Promise((_, reject) => asked.push(() => reject(new Error('busy'))));
    const { fleet, ticks } = aCity({ getMe });

    await ticks(50);

    expect(asked).toHaveLength(3);
    expect(fleet.figures.driversCount).toBe(3);
    await fleet.close();
  });

  it('do not wait for those who may not drive', async () => {
    const getMe = () => Promise.resolve({ state: 'SUSPENDED' });
    const { fleet, ticks } = aCity({ getMe } as unknown as Partial<DriverApiClient>);

    await ticks(5);

    expect(fleet.figures.driversCount).toBe(WANTED);
    await fleet.close();
  });

  it('do not wait for ever for those whom the city does not take', async () => {
    const getMe = () => Promise.reject(new Error('out of order'));
    const { fleet, ticks } = aCity({ getMe });

    await ticks(100);
    expect(fleet.figures.driversCount).toBe(3);
    await ticks(2_000);

    expect(fleet.figures.driversCount).toBe(WANTED);
    await fleet.close();
  });
});
