import { defineService } from '@hansom/platform-runtime';
import { RobotsServiceDefinition } from '@hansom/proto-robots';

import { apisAt, type World } from './apis.ts';
import { CityTime } from './city-time.ts';
import { config, settings } from './config.ts';
import { Fleet, TICK_MS } from './fleet.ts';
import { getFleet } from './handlers/get-fleet.ts';
import { streetsOf } from './streets.ts';

/** How often the city's clock is asked for again. */
const ASK_TIME_MS = 60_000;

/** Lives in the city as robot riders and drivers do. */
export const robots = defineService({
  name: 'robots',
  description: 'Lives in the city as robot riders and drivers do.',
  owner: { team: 'Proof', contact: 'proof@hansom.example' },
  contract: RobotsServiceDefinition,
  settings,
  config,
  async compose(host) {
    const { settings: own } = host;
    const time = new CityTime(host.monotonic);
    const world: World = {
      ...{ effects: host, time, city: own.robotsCity, socketUrl: own.robotsSocket },
      ...apisAt({ rider: own.robotsRiderApi, driver: own.robotsDriverApi }),
      streets: await streetsOf(own.robotsRoads, own.robotsCity),
      config: () => host.config.current,
    };
    let fleet: Fleet | undefined;
    let askedAt = -Infinity;
    host.loop('life', {
      everyMs: TICK_MS,
      run: async () => {
        if (host.monotonic.now() - askedAt > ASK_TIME_MS) {
          const told = await world
            .riderApi()
            .getTime({})
            .catch(() => undefined);
          if (!told) return; // nobody lives before the city does
          time.set(told);
          askedAt = host.monotonic.now();
        }
        const { robotsDrivers: drivers, robotsRidesPerHour: ridesPerHour, robotsSeed: seed } = own;
        fleet ??= new Fleet(world, { drivers, ridesPerHour, seed });
        fleet.tick();
      },
    });
    host.onClose('fleet', async () => fleet?.close());
    return { handlers: { getFleet: getFleet({ fleet: () => fleet }) } };
  },
});
