import { DELIVERED } from '../test/tariffs.ts';
import { config } from './config.ts';

const DOCUMENT = {
  distance: { minor: 10, metres: 100 },
  time: { minor: 10, seconds: 10 },
};

function aTariff(over: Record<string, unknown> = {}) {
  const period = {
    name: 'always',
    initialMinor: 100,
    covers: { metres: 500, seconds: 60 },
    bands: [DOCUMENT],
    ...over,
  };
  return { currency: 'EUR', validFrom: '2026-01-01', incrementMinor: 10, periods: [period] };
}

function problems(document: unknown): string[] {
  const result = config.safeParse(document);
  return result.success
    ? []
    : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('the configuration', () => {
  it('is delivered with prices for Gothenburg', () => {
    expect(Object.keys(DELIVERED.cities)).toEqual(['got']);
  });

  it('takes a tariff with nothing but what is needed', () => {
    expect(problems({ tariffs: { plain: aTariff() } })).toEqual([]);
  });

  it.each([
    [
      'a last band that ends',
      { bands: [{ ...DOCUMENT, untilFareMinor: 200 }] },
      'bands: the last must not end',
    ],
    ['a band without an end', { bands: [DOCUMENT, DOCUMENT] }, 'bands: only the last may be without an end'],
    ['a last period with rules', { rules: [{ days: ['sun'] }] }, 'periods: the last must have no rules'],
    ['no time of day', { rules: [{ daily: { from: '24:00', to: '08:00' } }] }, 'from: must be a time of day'],
    [
      'no day of every year',
      { rules: [{ yearly: { from: '02-29 20:00', to: '03-01 08:00' } }] },
      'from: must be a day',
    ],
    ['a unit of nothing', { bands: [{ ...DOCUMENT, distance: { minor: 10, metres: 0 } }] }, 'metres: '],
  ])('refuses %s', (_, over, problem) => {
    expect(problems({ tariffs: { wrong: aTariff(over) } }).join()).toContain(problem);
  });

  it('refuses a day that there is not', () => {
    const tariffs = { wrong: { ...aTariff(), validFrom: '2026-02-30' } };

    expect(problems({ tariffs })).toEqual(['tariffs.wrong.validFrom: must be a day, as in 2018-12-25']);
  });

  it('refuses a tariff that nobody wrote', () => {
    const cities = { got: { tariffs: { standard: ['plain', 'dear'] } } };

    expect(problems({ tariffs: { plain: aTariff() }, cities })).toEqual([
      'cities.got.tariffs.standard: there is no tariff dear',
    ]);
  });
});
