import fc from 'fast-check';

import { decimalRatio, ratio, type Rounding, roundRatio } from './ratio.ts';

const roundings: Rounding[] = ['down', 'up', 'half-up', 'half-even'];
const nonZero = fc.bigInt({ min: -1_000_000n, max: 1_000_000n }).filter((value) => value !== 0n);

describe('roundRatio', () => {
  // In tenths, by rounding: the textbook.
  it.each([
    ['down', [0n, 0n, 0n, 0n, 1n, 2n], [0n, 0n, 0n, 0n, -1n, -2n]],
    ['up', [0n, 1n, 1n, 1n, 2n, 3n], [0n, -1n, -1n, -1n, -2n, -3n]],
    ['half-up', [0n, 0n, 1n, 1n, 2n, 3n], [0n, 0n, -1n, -1n, -2n, -3n]],
    ['half-even', [0n, 0n, 0n, 1n, 2n, 2n], [0n, 0n, 0n, -1n, -2n, -2n]],
  ] as const)('rounds %s', (rounding, positive, negative) => {
    const tenths = [0n, 4n, 5n, 6n, 15n, 25n];

    expect(tenths.map((n) => roundRatio(ratio(n, 10n), rounding))).toEqual(positive);
    expect(tenths.map((n) => roundRatio(ratio(-n, 10n), rounding))).toEqual(negative);
    expect(tenths.map((n) => roundRatio(ratio(n, -10n), rounding))).toEqual(negative);
    expect(tenths.map((n) => roundRatio(ratio(-n, -10n), rounding))).toEqual(positive);
  });

  it('keeps whole numbers and is never off by one or more, whatever the rounding', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }), nonZero, (n, d) => {
        for (const rounding of roundings) {
          expect(roundRatio(ratio(n * d, d), rounding)).toBe(n);
          const error = roundRatio(ratio(n, d), rounding) * d - n;
          expect(error * error < d * d).toBe(true);
        }
      }),
    );
  });

  it('is at most half off when it rounds to the nearest', () => {
    fc.assert(
      fc.property(fc.bigInt(), nonZero, (n, d) => {
        for (const rounding of ['half-up', 'half-even'] as const) {
          const error = 2n * (roundRatio(ratio(n, d), rounding) * d - n);
          expect(error * error <= d * d).toBe(true);
        }
      }),
    );
  });

  it('refuses a rounding that there is not', () => {
    expect(() => roundRatio(ratio(1n, 2n), 'sideways' as Rounding)).toThrow('"sideways" is not a rounding');
  });
});

describe('ratio', () => {
  it('refuses a denominator of 0', () => {
    expect(() => ratio(1n, 0n)).toThrow(RangeError);
  });
});

describe('decimalRatio', () => {
  it.each([
    ['1.2', 12n, 10n],
    [0.1, 1n, 10n],
    [-1.25, -125n, 100n],
    ['-0.5', -5n, 10n],
    [7, 7n, 1n],
    ['0.30', 30n, 100n],
  ])('reads %p exactly', (decimal, numerator, denominator) => {
    expect(decimalRatio(decimal)).toEqual({ numerator, denominator });
  });

  it.each(['', '.5', '5.', '1e3', '+1', ' 1', '1,5', 'NaN', 1e21, 1e-7, NaN, Infinity])(
    'refuses %p',
    (decimal) => {
      expect(() => decimalRatio(decimal)).toThrow('is not a plain decimal');
    },
  );
});
