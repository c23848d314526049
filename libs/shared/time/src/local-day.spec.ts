import fc from 'fast-check';

import { addDays, type LocalDate, type LocalTime, parseLocalTime, utcOf } from './calendar.ts';
import { hours, minutes } from './duration.ts';
import { instantOf, nextLocalTime, startOfDay } from './local-day.ts';
import { type EpochMs, localOf, type TimeZone, timeZone } from './zone.ts';

/** Days on which clocks were put forward or back, by an hour, by half an hour, at midnight, over a whole day. */
const CHANGES: [zone: string, day: string][] = [
  ['Europe/Stockholm', '2026-03-29'],
  ['Europe/Stockholm', '2026-10-25'],
  ['Europe/Dublin', '2026-03-29'],
  ['Europe/Dublin', '2026-10-25'],
  ['America/St_Johns', '2026-03-08'],
  ['America/St_Johns', '2010-03-14'],
  ['America/St_Johns', '2010-11-07'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Africa/Cairo', '2024-04-26'],
  ['Pacific/Apia', '2011-12-30'],
  ['UTC', '2026-01-05'],
];

describe('instantOf', () => {
  it.each([
    ['an ordinary time', '2026-01-05 08:00 Europe/Stockholm', '2026-01-05T07:00Z'],
    ['the last minute before a gap', '2026-03-29 01:59 Europe/Stockholm', '2026-03-29T00:59Z'],
    ['a time in a gap: its end', '2026-03-29 02:30 Europe/Stockholm', '2026-03-29T01:00Z'],
    ['the end of a gap', '2026-03-29 03:00 Europe/Stockholm', '2026-03-29T01:00Z'],
    ['a time that occurs twice: the first', '2026-10-25 02:30 Europe/Stockholm', '2026-10-25T00:30Z'],
    ['a gap where winter is the exception', '2026-03-29 01:15 Europe/Dublin', '2026-03-29T01:00Z'],
    ['a time twice, where winter is the exception', '2026-10-25 01:15 Europe/Dublin', '2026-10-25T00:15Z'],
    ['a gap west of Greenwich', '2026-03-08 02:45 America/St_Johns', '2026-03-08T05:30Z'],
    ['a time twice, west of Greenwich', '2026-11-01 01:45 America/St_Johns', '2026-11-01T04:15Z'],
    ['a gap of half an hour', '2026-10-04 02:10 Australia/Lord_Howe', '2026-10-03T15:30Z'],
    ['half an hour that occurs twice', '2026-04-05 01:45 Australia/Lord_Howe', '2026-04-04T14:45Z'],
    ['a time on a day that was left out', '2011-12-30 12:00 Pacific/Apia', '2011-12-30T10:00Z'],
  ])('gives %s', (_, local, expected) => {
    const [date = '', time = '', zone = ''] = local.split(' ');

    expect(instantOf(aDate(date), aTime(time), timeZone(zone))).toBe(Date.parse(expected));
  });

  it('refuses a date and a time that no calendar has', () => {
    const zone = timeZone('Europe/Stockholm');

    expect(() => instantOf({ year: 2026, month: 2, day: 30 }, { hour: 0, minute: 0 }, zone)).toThrow(
      RangeError,
    );
    expect(() => instantOf({ year: 2026, month: 2, day: 3 }, { hour: 24, minute: 0 }, zone)).toThrow(
      RangeError,
    );
  });

  it('agrees with a look at the clock in every minute, on and around days of change', () => {
    const days = fc
      .tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -1, max: 1 }))
      .map(([[zone, day], by]) => ({ zone: timeZone(zone), date: addDays(aDate(day), by) }));
    const times = fc.record({ hour: fc.nat(23), minute: fc.nat(59) });
    fc.assert(
      fc.property(days, times, ({ zone, date }, time) => {
        expect(instantOf(date, time, zone)).toBe(firstSeen(date, time, zone));
      }),
      { numRuns: 200 },
    );
  });
});

describe('startOfDay', () => {
  it('is midnight', () => {
    expect(startOfDay(Date.parse('2026-07-05T22:30Z'), timeZone('Europe/Stockholm'))).toBe(
      Date.parse('2026-07-05T22:00Z'),
    );
  });

  it('is the end of the gap on a day that has no midnight', () => {
    expect(startOfDay(Date.parse('2024-04-26T12:00Z'), timeZone('Africa/Cairo'))).toBe(
      Date.parse('2024-04-25T22:00Z'),
    );
  });

  it('is the same instant for all of a day, and the first of it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CHANGES),
        fc.integer({ min: -1_500, max: 1_500 }),
        ([name, day], minute) => {
          const zone = timeZone(name);
          const at = Date.parse(day) + minutes(minute);

          const start = startOfDay(at, zone);

          expect(start).toBeLessThanOrEqual(at);
          expect(dateAt(start, zone)).toEqual(dateAt(at, zone));
          expect(dateAt(start - 1, zone)).not.toEqual(dateAt(at, zone));
        },
      ),
    );
  });
});

describe('nextLocalTime', () => {
  const stockholm = timeZone('Europe/Stockholm');
  const next = (at: string, time: string) => nextLocalTime(Date.parse(at), aTime(time), stockholm);

  it('is later today, or tomorrow when it is that time already', () => {
    expect(next('2026-01-05T18:59:59.999Z', '20:00')).toBe(Date.parse('2026-01-05T19:00Z'));
    expect(next('2026-01-05T19:00:00.000Z', '20:00')).toBe(Date.parse('2026-01-06T19:00Z'));
  });

  it('is 23 or 25 hours away over a change', () => {
    expect(next('2026-03-28T19:00Z', '20:00') - Date.parse('2026-03-28T19:00Z')).toBe(hours(23));
    expect(next('2026-10-24T18:00Z', '20:00') - Date.parse('2026-10-24T18:00Z')).toBe(hours(25));
  });

  it('comes once on a day on which the clock shows it twice', () => {
    expect(next('2026-10-25T00:30Z', '02:30')).toBe(Date.parse('2026-10-26T01:30Z'));
    expect(next('2026-10-25T01:15Z', '02:30')).toBe(Date.parse('2026-10-26T01:30Z'));
  });

  it('comes at the end of the gap on a day that leaves it out', () => {
    expect(next('2026-03-28T12:00Z', '02:30')).toBe(Date.parse('2026-03-29T01:00Z'));
    expect(next('2026-03-29T01:00Z', '02:30')).toBe(Date.parse('2026-03-30T00:30Z'));
  });

  it('is never now or earlier, and at most the next day that the zone has', () => {
    const times = fc.record({ hour: fc.nat(23), minute: fc.nat(59) });
    const moments = fc.tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -1_500, max: 1_500 }));
    fc.assert(
      fc.property(moments, times, ([[name, day], minute], time) => {
        const at = Date.parse(day) + minutes(minute);

        const wait = nextLocalTime(at, time, timeZone(name)) - at;

        expect(wait).toBeGreaterThan(0);
        expect(wait).toBeLessThan(hours(50));
      }),
    );
  });
});

function aDate(text: string): LocalDate {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return { year, month, day };
}

function aTime(text: string): LocalTime {
  return parseLocalTime(text)!;
}

function dateAt(at: EpochMs, zone: TimeZone): LocalDate {
  const { year, month, day } = localOf(at, zone);
  return { year, month, day };
}

/** The oracle: the first minute in which the clock shows it, else the first in which it shows something later. */
function firstSeen(date: LocalDate, time: LocalTime, zone: TimeZone): EpochMs {
  const wanted = utcOf(date, time);
  const looks = Array.from({ length: 29 * 60 }, (_, minute) => wanted - hours(15) + minutes(minute)).map(
    (at) => {
      const local = localOf(at, zone);
      return { at, shows: utcOf(local, local) };
    },
  );
  const exact = looks.find(({ shows }) => shows === wanted);
  return (exact ?? looks.find(({ shows }) => shows > wanted))!.at;
}
