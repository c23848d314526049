import { robotSettings } from './robot-settings.ts';

describe('robotSettings', () => {
  it('says what the options say, and where the gateways listen', () => {
    const gateways = {
      ...{ 'customer-api': '127.0.0.1:1', 'driver-api': '127.0.0.1:2', realtime: '127.0.0.1:3' },
    };

    expect(robotSettings({ drivers: 0, ridesPerHour: 40, seed: 7, city: 'got' }, gateways)).toEqual({
      HANSOM_ROBOTS_DRIVERS: '0',
      HANSOM_ROBOTS_RIDES_PER_HOUR: '40',
      HANSOM_ROBOTS_SEED: '7',
      HANSOM_ROBOTS_CITY: 'got',
      HANSOM_ROBOTS_RIDER_API: 'http://127.0.0.1:1',
      HANSOM_ROBOTS_DRIVER_API: 'http://127.0.0.1:2',
      HANSOM_ROBOTS_SOCKET: 'ws://127.0.0.1:3/v1/socket',
    });
  });

  it('leaves the rest to the environment', () => {
    expect(robotSettings({ city: 'got' }, {})).toEqual({ HANSOM_ROBOTS_CITY: 'got' });
  });
});
