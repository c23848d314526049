import { aJob, someFigures } from '../live/testing/frames.ts';
import { countsOf, lastHourOf, spanOf, toBeCalled } from './figures.ts';

const HOUR_MS = 3_600_000;

function valuesOf(lastHour: Partial<ReturnType<typeof someFigures>['lastHour']>): Record<string, string> {
  const now = someFigures();
  const figures = lastHourOf({ ...now, lastHour: { ...now.lastHour, ...lastHour } });
  return Object.fromEntries(figures.map(({ label, value }) => [label, value]));
}

describe('the figures of a city', () => {
  it('count each driver once', () => {
    const drivers = {
      FREE: 1,
      OFFERED: 2,
      TO_PICKUP: 4,
      AT_PICKUP: 8,
      ON_TRIP: 16,
      PAYING: 32,
      BREAK: 64,
      STREET_HAIL: 128,
    };

    expect(countsOf(drivers)).toEqual({ free: 3, busy: 188, onBreak: 64, onShift: 255 });
  });

  it('have their units', () => {
    const values = valuesOf({
      ...{ completed: 1_234, matchRate: 0.925, wait: { mean: 250_000, p95: 610_000 } },
      takings: [{ amountMinor: 12_345_00, currency: 'SEK' }],
    });

    expect(values).toMatchObject({ Completed: '1,234', Matched: '93 %', 'Mean wait': '4 min 10 s' });
    expect(values['Takings']?.replaceAll(/\s/gu, ' ')).toBe('SEK 12,345.00');
  });

  it('are dashes where nothing can be told yet', () => {
    expect(valuesOf({})).toMatchObject({
      Takings: '–',
      Matched: '–',
      'Mean wait': '–',
      '95 % wait less than': '–',
    });
  });

  it('say of what span they are', () => {
    expect(spanOf(someFigures({ knownFor: HOUR_MS }))).toBe('Last hour');
    expect(spanOf(someFigures({ knownFor: 125_000 }))).toBe('Last 2 min 5 s');
  });
});

describe('the rides whose driver somebody should call', () => {
  it('are those that operators are told of, the oldest first', () => {
    const jobs = [
      aJob({ id: 'a', createdAt: 3, attention: 'OPERATORS' }),
      aJob({ id: 'b', createdAt: 2, attention: 'DRIVER' }),
      aJob({ id: 'c', createdAt: 1, attention: 'OPERATORS' }),
      aJob({ id: 'd' }),
    ];

    const called = toBeCalled(new Map(jobs.map((job) => [job.id, job])));

    expect(called.map(({ id }) => id)).toEqual(['c', 'a']);
  });

  it('are none before the city is known', () => {
    expect(toBeCalled(undefined)).toEqual([]);
  });
});
