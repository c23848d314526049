import fc from 'fast-check';

import { addDays, parseLocalTime, utcOf, weekdayOf } from './calendar.ts';

const dates = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })
  .map((date) => ({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }));

describe('addDays', () => {
  it.each([
    [{ year: 2026, month: 1, day: 31 }, 1, { year: 2026, month: 2, day: 1 }],
    [{ year: 2028, month: 2, day: 28 }, 1, { year: 2028, month: 2, day: 29 }],
    [{ year: 2026, month: 1, day: 1 }, -1, { year: 2025, month: 12, day: 31 }],
  ])('moves %j by %d', (date, count, moved) => {
    expect(addDays(date, count)).toEqual(moved);
  });

  it('goes there and back', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -5_000, max: 5_000 }), (date, count) => {
        expect(addDays(addDays(date, count), -count)).toEqual(date);
      }),
    );
  });
});

describe('weekdayOf', () => {
  it('counts from Monday, 1, to Sunday, 7', () => {
    const week = [5, 6, 7, 8, 9, 10, 11].map((day) => weekdayOf({ year: 2026, month: 1, day }));

    expect(week).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });
});

describe('parseLocalTime', () => {
  it('reads two digits and two digits', () => {
    expect(parseLocalTime('08:05')).toEqual({ hour: 8, minute: 5 });
    expect(parseLocalTime('23:59')).toEqual({ hour: 23, minute: 59 });
  });

  it.each(['', '8:05', '24:00', '12:60', '12:5', '12:05:00', ' 12:05', '12:05\n', '1a:00'])(
    'does not read %j',
    (text) => {
      expect(parseLocalTime(text)).toBeUndefined();
    },
  );
});

describe('utcOf', () => {
  it('is midnight unless a time is given', () => {
    expect(utcOf({ year: 2026, month: 3, day: 29 })).toBe(Date.parse('2026-03-29T00:00Z'));
    expect(utcOf({ year: 2026, month: 3, day: 29 }, { hour: 7, minute: 30 })).toBe(
      Date.parse('2026-03-29T07:30Z'),
    );
  });

  it.each([
    [
      { year: 2026, month: 2, day: 29 },
      { hour: 0, minute: 0 },
    ],
    [
      { year: 2026, month: 13, day: 1 },
      { hour: 0, minute: 0 },
    ],
    [
      { year: 2026, month: 1, day: 0 },
      { hour: 0, minute: 0 },
    ],
    [
      { year: 2026, month: 1, day: 1 },
      { hour: 24, minute: 0 },
    ],
    [
      { year: 2026, month: 1, day: 1 },
      { hour: 0, minute: 60 },
    ],
    [
      { year: 2026, month: 1, day: 1.5 },
      { hour: 0, minute: 0 },
    ],
    [
      { year: NaN, month: 1, day: 1 },
      { hour: 0, minute: 0 },
    ],
  ])('refuses %j at %j', (date, time) => {
    expect(() => utcOf(date, time)).toThrow(RangeError);
  });
});
