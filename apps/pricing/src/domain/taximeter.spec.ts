import { seededRandom } from '@hansom/platform-context';

import { DUBLIN, localInstant, LONDON, shown, tariffOf, way } from '../../test/tariffs.ts';
import { readMeter, type Ride, type Stretch } from './taximeter.ts';

const SEED = 20_180_214;
const RIDES = 150;

interface Sample {
  id: string;
  calendar: typeof DUBLIN;
  ride: Ride & { stretches: Stretch[] };
}

/** Rides of any speed at any time of two years, many of them over a change of tariff. */
function samples(): Sample[] {
  const random = seededRandom(SEED);
  const upTo = (most: number): number => Math.floor(random.next() * most);
  return Array.from({ length: RIDES }, (_, i) => {
    const stretches = Array.from({ length: 1 + upTo(12) }, () => ({
      millimetres: upTo(4_000_000),
      ms: upTo(900_000),
    }));
    const startedAt = Date.UTC(2017, 0, 1) + upTo(2 * 365 * 86_400_000);
    const [id, calendar] = i % 2 ? ['dublin_2018', DUBLIN] : ['london_2016', LONDON];
    return { id, calendar, ride: { startedAt, stretches } };
  });
}

function read({ id, calendar, ride }: Sample) {
  return readMeter(tariffOf(id), calendar, ride);
}

describe(`a taximeter (seed ${SEED})`, () => {
  it.each(['first', 'middle', 'last'])('shows the same when stretches are divided anywhere (%s)', (where) => {
    const random = seededRandom(SEED + where.length);
    for (const sample of samples()) {
      const { stretches } = sample.ride;
      const at = where === 'first' ? 0 : where === 'last' ? stretches.length - 1 : stretches.length >> 1;
      const { millimetres, ms } = stretches[at]!;
      // Only parts of one speed are parts of the same ride: cut in whole numbers of both.
      const parts = 1 + Math.floor(random.next() * 7);
      const whole = { millimetres: millimetres * parts, ms: ms * parts };
      const divided = Array.from({ length: parts }, () => ({ millimetres, ms }));

      const once = read({ ...sample, ride: { ...sample.ride, stretches: stretches.with(at, whole) } });
      const often = read({
        ...sample,
        ride: { ...sample.ride, stretches: stretches.toSpliced(at, 1, ...divided) },
      });

      expect(often).toEqual(once);
    }
  });

  it('never shows less for a longer way or more time, and never less than the initial fare', () => {
    for (const sample of samples()) {
      const { fareMinor } = read(sample);
      const longer = sample.ride.stretches.map(({ millimetres, ms }) => ({
        millimetres: millimetres + 50_000,
        ms,
      }));
      // More time at the end: earlier, it would move what follows into other hours, which may be cheaper.
      const slower = [...sample.ride.stretches, way(0, 3)];

      expect(
        read({ ...sample, ride: { ...sample.ride, stretches: longer } }).fareMinor,
      ).toBeGreaterThanOrEqual(fareMinor);
      expect(
        read({ ...sample, ride: { ...sample.ride, stretches: slower } }).fareMinor,
      ).toBeGreaterThanOrEqual(fareMinor);
      expect(Number(fareMinor)).toBeGreaterThanOrEqual(sample.id === 'dublin_2018' ? 380 : 260);
    }
  });

  it('shows whole increments', () => {
    for (const sample of samples()) expect(Number(read(sample).fareMinor) % 20).toBe(0);
  });

  it('counts as waiting what is paid for as time', () => {
    const startedAt = localInstant(DUBLIN, '2018-02-14 12:00');
    const stretches = [way(2_000, 2), way(0, 3), way(200, 1.5), way(1_000, 1)];

    const { waitingMs } = readMeter(tariffOf('dublin_2018'), DUBLIN, { startedAt, stretches });

    expect(waitingMs).toBe(4.5 * 60_000);
  });
});

describe('when clocks change', () => {
  it('counts the time that passes, whatever clocks show', () => {
    // 25 March 2018: 01:00 becomes 02:00. 28 October: 02:00 becomes 01:00. Both are premium from before to after.
    const hour = way(0, 60);
    const usual = shown(['dublin_2018', DUBLIN], '2018-03-24 23:30', hour);

    expect(shown(['dublin_2018', DUBLIN], '2018-03-25 00:30', hour)).toBe(usual);
    expect(shown(['dublin_2018', DUBLIN], '2018-10-28 00:30', hour)).toBe(usual);
    expect(shown(['dublin_2018', DUBLIN], '2018-10-28 00:30', way(0, 120))).toBe(
      shown(['dublin_2018', DUBLIN], '2018-03-24 22:30', way(0, 120)),
    );
  });

  it.each([
    // A night of spring has seven hours from 22:00 to 05:00 less one, one of autumn one more.
    ['spring', '2018-03-24 22:00', 6],
    ['autumn', '2018-10-27 22:00', 8],
    ['summer', '2018-06-22 22:00', 7],
  ])('ends the night when clocks first show five, in %s', (_, at, hours) => {
    const startedAt = localInstant(LONDON, at);
    const driven = (hour: number) =>
      readMeter(tariffOf('london_2016'), LONDON, {
        startedAt: startedAt + hour * 3_600_000,
        stretches: [way(162.4, 0.2), way(81.2 * 10, 1)],
      });

    // Eleven units of tariff 3 are fewer of the cheaper one that follows.
    expect(driven(hours - 1).fareMinor).toBe(460n);
    expect(driven(hours).fareMinor).toBeLessThan(460n);
  });
});
