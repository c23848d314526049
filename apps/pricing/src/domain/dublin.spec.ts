import { DUBLIN, shown, way } from '../../test/tariffs.ts';

/** Golden fares of the Maximum Fares Order of February 2018, worked out by hand. */
function fare(at: string, ...stretches: ReturnType<typeof way>[]): number {
  return shown(['dublin_2018', DUBLIN], at, ...stretches);
}

describe('Dublin, February 2018', () => {
  it.each([
    ['standing still at noon', '2018-02-14 12:00', way(0, 0), 380],
    ['the first 500 m', '2018-02-14 12:00', way(500, 1), 380],
    ['the first 85 s', '2018-02-14 12:00', way(0, 85 / 60), 380],
    ['10.5 km on a free road at noon', '2018-02-14 12:00', way(10_500, 15), 1520],
    ['the same on a Saturday', '2018-02-17 12:00', way(10_500, 15), 1520],
    ['the same on a Sunday', '2018-02-18 12:00', way(10_500, 15), 420 + 1440],
    ['the same on a public holiday', '2018-03-19 12:00', way(10_500, 15), 420 + 1440],
    ['the same in the evening', '2018-02-14 20:00', way(10_500, 15), 420 + 1440],
    ['a minute before the evening, all of it', '2018-02-14 19:44', way(10_500, 15), 1520],
    ['the same before eight in the morning', '2018-02-14 07:30', way(10_500, 15), 420 + 1440],
    [
      'an hour in a jam',
      '2018-02-14 12:00',
      way(0, 61 + 25 / 60),
      2040 + Math.floor((60 - 41.5) * 2.65) * 20,
    ],
    ['40 km, the last of it by tariff B', '2018-02-14 10:00', way(40_000, 40), 2040 + 3740],
    ['30 km in the evening', '2018-02-14 21:00', way(30_000, 30), 2540 + 2660],
    ['10.5 km on Christmas Eve at noon', '2018-12-24 12:00', way(10_500, 15), 1520],
    ['10.5 km on Christmas Eve at eight', '2018-12-24 20:00', way(10_500, 15), 420 + 1800],
    ['10.5 km on Christmas Day', '2018-12-25 12:00', way(10_500, 15), 420 + 1800],
    ['10.5 km on St Stephen’s Day before eight', '2018-12-26 07:00', way(10_500, 15), 420 + 1800],
    ['10.5 km on St Stephen’s Day at noon', '2018-12-26 12:00', way(10_500, 15), 420 + 1440],
    ['10.5 km on New Year’s Eve', '2018-12-31 23:55', way(10_500, 15), 420 + 1800],
    ['10.5 km on New Year’s Day before eight', '2019-01-01 07:44', way(10_500, 15), 420 + 1800],
    ['10.5 km on New Year’s Day at noon', '2019-01-01 12:00', way(10_500, 15), 420 + 1440],
  ])('%s (%s)', (_, ...[at, stretch, expected]) => {
    expect(fare(at, stretch)).toBe(expected);
  });

  it('changes to the evening’s prices in the middle of a ride, and keeps what it began with', () => {
    // 5.5 km of 11 before 20:00: 5 km at 1.14 are 28.5 units; 5.5 km at 1.45 are 39.875.
    expect(fare('2018-02-14 19:50', way(11_000, 20))).toBe(380 + 68 * 20);
  });

  it('changes back in the morning, to tariff B where the fare is beyond its bound', () => {
    // 14.5 km at 1.45 by 08:00: 25.225 and so 105 units; then 10 km at 1.50, since 20.40 is passed.
    expect(fare('2018-02-14 07:45', way(15_000, 15), way(10_000, 10))).toBe(420 + (105 + 75) * 20);
  });
});
