import { days, hours, minutes, parseDuration, seconds } from './duration.ts';

describe('durations', () => {
  it('are milliseconds', () => {
    expect([seconds(1.5), minutes(2), hours(3), days(4)]).toEqual([1_500, 120_000, 10_800_000, 345_600_000]);
  });
});

describe('parseDuration', () => {
  it.each([
    ['0s', 0],
    ['250ms', 250],
    ['15s', 15_000],
    ['90m', 5_400_000],
    ['12h', 43_200_000],
    ['30d', 2_592_000_000],
  ])('reads %s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each([
    '',
    '15',
    's',
    '-1s',
    '1.5h',
    '15 s',
    ' 15s',
    '15s ',
    '15S',
    '1h30m',
    '5w',
    '1e3s',
    '99999999999999999ms',
    '1s\n',
  ])('does not read %j', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});
