import { type Environment } from '@hansom/platform-config';
import { SETTINGS_PREFIX } from '@hansom/platform-runtime';

/** What `start` may say of the robots. */
export interface RobotOptions {
  drivers?: number;
  ridesPerHour?: number;
  seed?: number;
  /** Three letters, as in city.json. */
  city: string;
}

/**
 * The robots' settings as these options have them, and where the gateways of this process listen (host:port). What neither says is left to the
 * environment and the defaults.
 */
export function robotSettings(
  { drivers, ridesPerHour, seed, city }: RobotOptions,
  gateways: Readonly<Record<string, string | undefined>>,
): Environment {
  const { 'customer-api': riders, 'driver-api': driversApi, realtime } = gateways;
  const given = {
    DRIVERS: drivers,
    RIDES_PER_HOUR: ridesPerHour,
    SEED: seed,
    CITY: city,
    RIDER_API: riders && `http://${riders}`,
    DRIVER_API: driversApi && `http://${driversApi}`,
    SOCKET: realtime && `ws://${realtime}/v1/socket`,
  };
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said.map(([name, value]) => [`${SETTINGS_PREFIX}ROBOTS_${name}`, String(value)]));
}
