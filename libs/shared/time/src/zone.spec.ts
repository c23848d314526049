import fc from 'fast-check';

import { hours, minutes } from './duration.ts';
import { isTimeZone, localOf, offsetMs, timeZone } from './zone.ts';

const STOCKHOLM = timeZone('Europe/Stockholm');

describe('timeZone', () => {
  it.each([
    'UTC',
    'Europe/Stockholm',
    'America/Argentina/Buenos_Aires',
    'America/Port-au-Prince',
    'Asia/Kolkata',
  ])('knows %s', (name) => {
    expect(timeZone(name)).toBe(name);
  });

  it.each([
    '',
    'CET',
    'EST5EDT',
    '+02:00',
    'Europe',
    'Europe/Atlantis',
    'europe/stockholm',
    ' UTC',
    'Europe/Stockholm ',
  ])('refuses %j', (name) => {
    expect(isTimeZone(name)).toBe(false);
    expect(() => timeZone(name)).toThrow('is not a time zone');
  });
});

describe('localOf', () => {
  it('shows what clocks on the wall show', () => {
    expect(localOf(Date.parse('2026-07-05T22:30:15.999Z'), STOCKHOLM)).toEqual({
      year: 2026,
      month: 7,
      day: 6,
      hour: 0,
      minute: 30,
      second: 15,
      weekday: 1,
    });
  });

  it.each([NaN, Infinity, 0.5, Date.UTC(1899, 11, 31), Date.UTC(10_000, 0, 1)])('refuses %p', (at) => {
    expect(() => localOf(at, STOCKHOLM)).toThrow(RangeError);
  });
});

describe('offsetMs', () => {
  it.each([
    ['Europe/Stockholm', '2026-03-29T00:59:59.999Z', hours(1)],
    ['Europe/Stockholm', '2026-03-29T01:00:00.000Z', hours(2)],
    ['Europe/Dublin', '2026-10-25T00:59:59.999Z', hours(1)],
    ['Europe/Dublin', '2026-10-25T01:00:00.000Z', 0],
    ['America/St_Johns', '2026-03-08T05:29:59.999Z', -minutes(210)],
    ['America/St_Johns', '2026-03-08T05:30:00.000Z', -minutes(150)],
    ['Australia/Lord_Howe', '2026-04-04T14:59:59.999Z', hours(11)],
    ['Australia/Lord_Howe', '2026-04-04T15:00:00.000Z', minutes(630)],
    ['UTC', '1969-12-31T23:59:59.999Z', 0],
  ])('is in %s at %s %d ms', (zone, at, offset) => {
    expect(offsetMs(Date.parse(at), timeZone(zone))).toBe(offset);
  });

  it('is what local time and UTC differ by, also before the epoch', () => {
    const zones = fc
      .constantFrom('Europe/Stockholm', 'America/St_Johns', 'Pacific/Apia', 'Asia/Kolkata')
      .map(timeZone);
    fc.assert(
      fc.property(zones, fc.integer({ min: Date.UTC(1900, 0, 2), max: Date.UTC(2200, 0, 1) }), (zone, at) => {
        const local = localOf(at, zone);
        const shown = Date.UTC(
          local.year,
          local.month - 1,
          local.day,
          local.hour,
          local.minute,
          local.second,
        );

        expect(Math.floor((at + offsetMs(at, zone)) / 1_000)).toBe(shown / 1_000);
      }),
    );
  });
});
