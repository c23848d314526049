import { instant } from '@hansom/platform-context';
import fc from 'fast-check';

import { CityDrivers } from './city-drivers.ts';
import { writeKey } from './driver-key.ts';
import { type DriverKey, type Found, type Position, type Standing } from './driver.ts';

const NOW = instant(1_000_000);
const ALL = { tenancy: 'robot', freeOnly: false, freshSince: instant(0) } as const;

function aStanding(over: Partial<Standing> = {}): Standing {
  return {
    shiftId: 'shift_1',
    version: 1,
    driver: 1n,
    driverId: 'driver_1',
    tenancy: 'robot',
    serviceTypes: [],
    free: true,
    live: true,
    ...over,
  };
}

function aPosition(fixedAt = 0): Position {
  return { lat: 57.7, lng: 11.97, bearingDegrees: 0, fixedAt: instant(fixedAt) };
}

function wordsOf(key: DriverKey): Uint32Array {
  const words = new Uint32Array(4);
  writeKey(key, words);
  return words;
}

function everybodyIn(city: CityDrivers): Found[] {
  return city.within({ lat: 57.7, lng: 11.97, radiusMetres: 1_000 }, ALL);
}

describe('CityDrivers', () => {
  it('can find whoever has both a position and a shift, whichever came first', () => {
    const [first, second] = [new CityDrivers(), new CityDrivers()];

    first.place(wordsOf(1n), aPosition());
    const before = first.size;
    first.learn(aStanding(), NOW);
    second.learn(aStanding(), NOW);
    second.place(wordsOf(1n), aPosition());

    expect([before, first.size, second.size]).toEqual([0, 1, 1]);
  });

  it('takes the later fix, and of two of one moment the first', () => {
    const city = new CityDrivers();
    city.learn(aStanding(), NOW);

    const taken = [2, 1, 2, 3].map((at) => city.place(wordsOf(1n), aPosition(at)));

    expect(taken).toEqual([true, false, false, true]);
    expect(everybodyIn(city)[0]?.position.fixedAt).toBe(3);
  });

  it('ends where the last shift at its last version stands, in whatever order all is told, and however often', () => {
    const shifts = ['shift_1', 'shift_2'];
    const told = fc.array(
      fc.record({ shift: fc.constantFrom(...shifts), version: fc.integer({ min: 1, max: 4 }) }),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(told, (events) => {
        const city = new CityDrivers();
        city.place(wordsOf(1n), aPosition());

        for (const { shift, version } of events)
          city.learn(aStanding({ shiftId: shift, version, live: version < 4, free: version === 1 }), NOW);

        const last = events
          .map(({ shift }) => shift)
          .sort()
          .at(-1);
        const version = Math.max(...events.filter(({ shift }) => shift === last).map((one) => one.version));
        const expected = version < 4 ? [{ shiftId: last, version, free: version === 1 }] : [];
        expect(everybodyIn(city).map(({ standing }) => standing)).toMatchObject(expected);
        expect(city.size).toBe(expected.length);
      }),
    );
  });

  it('takes off shift who is no longer listed, but not whom it heard of since', () => {
    const city = new CityDrivers();
    for (const n of [1, 2, 3]) {
      city.place(wordsOf(BigInt(n)), aPosition());
      city.learn(aStanding({ driver: BigInt(n), shiftId: `shift_${n}` }), NOW);
    }
    const before = city.onShift();
    city.learn(aStanding({ driver: 2n, shiftId: 'shift_2', version: 2 }), NOW);

    city.leaveOut(before, new Set(['shift_1']));

    expect(city.onShift().map(({ shiftId }) => shiftId)).toEqual(['shift_1', 'shift_2']);
    expect(city.size).toBe(2);
  });

  it('lets who was left out come back by the next list', () => {
    const city = new CityDrivers();
    city.place(wordsOf(1n), aPosition());
    city.learn(aStanding(), NOW);
    city.leaveOut(city.onShift(), new Set());

    city.learn(aStanding(), NOW);

    expect(city.size).toBe(1);
  });

  it('forgets old positions, and remembers for a while that a shift has ended', () => {
    const city = new CityDrivers();
    city.place(wordsOf(1n), aPosition(10));
    city.learn(aStanding({ version: 3 }), NOW);
    city.learn(aStanding({ version: 4, live: false }), NOW);

    city.forget(instant(11), instant(NOW + 1_000));
    city.learn(aStanding({ version: 3 }), NOW);
    city.place(wordsOf(1n), aPosition(20));
    const soon = city.size;
    city.forget(instant(11), instant(NOW + 200_000));
    city.learn(aStanding({ version: 3 }), NOW);

    expect([soon, city.size]).toEqual([0, 1]);
  });

  it('finds whom is asked for also where there are more kinds of drivers than classes', () => {
    const city = new CityDrivers();
    for (let n = 0; n < 200; n++) {
      city.place(wordsOf(BigInt(n)), aPosition());
      const ids = { shiftId: `shift_${n}`, driver: BigInt(n) };
      city.learn(aStanding({ ...ids, serviceTypes: [`type-${n % 100}`], free: n < 100 }), NOW);
    }
    const asked = (serviceType: string, freeOnly: boolean) =>
      city
        .nearest({ ...ALL, freeOnly, serviceType, at: { lat: 57.7, lng: 11.97 }, radiusMetres: 10, limit: 2 })
        .map(({ standing }) => standing.shiftId);

    expect([asked('type-5', true), asked('type-5', false)]).toEqual([['shift_5'], ['shift_5', 'shift_105']]);
    expect([asked('type-99', true), asked('type-99', false)]).toEqual([
      ['shift_99'],
      ['shift_99', 'shift_199'],
    ]);
    expect(city.heat(8, { ...ALL, serviceType: 'type-99' })).toMatchObject([{ live: 2, free: 1 }]);
  });
});
