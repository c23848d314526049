import { localInstant, LONDON, shown, tariffOf, way } from '../../test/tariffs.ts';
import { readMeter } from './taximeter.ts';

/** Golden fares of the London Cab Order of April 2016, worked out by hand. */
function fare(at: string, ...stretches: ReturnType<typeof way>[]): number {
  return shown(['london_2016', LONDON], at, ...stretches);
}

describe('London, 2016 to 2018', () => {
  it.each([
    ['the first 234.8 m by tariff 1', '2017-06-14 12:00', way(234.8, 0.5), 260],
    ['one unit more, to the millimetre', '2017-06-14 12:00', way(352.2, 0.7), 280],
    ['a millimetre less', '2017-06-14 12:00', way(352.199, 0.7), 260],
    ['75.6 s at a stand', '2017-06-14 12:00', way(0, 1.26), 280],
    ['5 km by tariff 1', '2017-06-14 12:00', way(5_000, 10), 260 + 40 * 20],
    ['5 km by tariff 2, in the evening', '2017-06-14 20:30', way(5_000, 10), 260 + 50 * 20],
    ['5 km by tariff 2, on a Saturday', '2017-06-17 12:00', way(5_000, 10), 260 + 50 * 20],
    ['5 km by tariff 3, at night', '2017-06-14 23:00', way(5_000, 10), 260 + 59 * 20],
    ['5 km by tariff 3, on Saturday night', '2017-06-17 22:00', way(5_000, 10), 260 + 59 * 20],
    ['5 km by tariff 3, on a holiday', '2017-12-25 12:00', way(5_000, 10), 260 + 59 * 20],
    // 9656.1 m are 80.25 units; 5343.9 m more are 61.49.
    ['15 km, the last by 86.9 m', '2017-06-14 12:00', way(15_000, 25), 260 + 141 * 20],
    ['15 km by tariff 3, the last dearer no more', '2017-06-14 23:00', way(15_000, 25), 260 + 178 * 20],
  ])('%s (%s)', (_, ...[at, stretch, expected]) => {
    expect(fare(at, stretch)).toBe(expected);
  });

  it('goes from tariff 1 to 2 in the middle of a ride', () => {
    // 2765.2 m are 23.55 units of 117.4 m; 3000 m are 31.41 of 95.5 m: the part of a unit goes along.
    expect(fare('2017-06-14 19:55', way(6_000, 10))).toBe(260 + 54 * 20);
  });

  it('goes from tariff 2 to 3 within what the initial fare pays for', () => {
    // Standing: half of 41 s before ten, then half of 35 s, then a unit of 17.5 s.
    const startedAt = localInstant(LONDON, '2017-06-14 22:00') - 20_500;
    const after = (ms: number) =>
      readMeter(tariffOf('london_2016'), LONDON, {
        startedAt,
        stretches: [{ millimetres: 0, ms: 20_500 + ms }],
      });

    expect(after(34_999).fareMinor).toBe(260n);
    expect(after(35_000).fareMinor).toBe(280n);
  });
});
