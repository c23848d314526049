import fc from 'fast-check';

import { currencies } from './currency.ts';
import {
  add,
  allocate,
  compare,
  money,
  type Money,
  multiply,
  negate,
  percentOf,
  subtract,
  sum,
  zero,
} from './money.ts';
import { decimalRatio, ratio, type Rounding } from './ratio.ts';

const LARGEST = 2n ** 63n - 1n;
const sek = (amountMinor: bigint | number): Money => money(amountMinor, 'SEK');
const amounts = fc.bigInt({ min: -(2n ** 60n), max: 2n ** 60n }).map(sek);
const roundings = fc.constantFrom<Rounding>('down', 'up', 'half-up', 'half-even');

describe('money', () => {
  it('takes bigints and safe integers', () => {
    expect(money(1_520, 'EUR')).toEqual({ amountMinor: 1_520n, currency: 'EUR' });
    expect(money(-1_520n, 'EUR')).toEqual({ amountMinor: -1_520n, currency: 'EUR' });
    expect(zero('JPY')).toEqual({ amountMinor: 0n, currency: 'JPY' });
  });

  it.each([0.5, NaN, Infinity, 2 ** 53])('refuses %p, which is no whole number', (amount) => {
    expect(() => sek(amount)).toThrow('is not a whole number of minor units');
  });

  it('refuses what does not fit into 64 bits, also as a result', () => {
    expect(sek(LARGEST).amountMinor).toBe(LARGEST);
    expect(sek(-LARGEST).amountMinor).toBe(-LARGEST);
    expect(() => sek(LARGEST + 1n)).toThrow('do not fit into 64 bits');
    expect(() => sek(-LARGEST - 1n)).toThrow('do not fit into 64 bits');
    expect(() => add(sek(LARGEST), sek(1))).toThrow(RangeError);
    expect(() => multiply(sek(LARGEST), ratio(2n, 1n), 'down')).toThrow(RangeError);
  });

  it('refuses a currency that there is not', () => {
    expect(() => money(1, 'sek' as 'SEK')).toThrow('is not a currency');
  });
});

describe('add, subtract, negate, sum, compare', () => {
  it('add up', () => {
    expect(add(sek(1_000), sek(520))).toEqual(sek(1_520));
    expect(subtract(sek(1_000), sek(1_520))).toEqual(sek(-520));
    expect(negate(sek(5))).toEqual(sek(-5));
    expect(sum([sek(1), sek(2), sek(3)], 'SEK')).toEqual(sek(6));
    expect(sum([], 'SEK')).toEqual(sek(0));
  });

  it('obey the laws of a group', () => {
    fc.assert(
      fc.property(amounts, amounts, amounts, (a, b, c) => {
        expect(add(a, b)).toEqual(add(b, a));
        expect(add(add(a, b), c)).toEqual(add(a, add(b, c)));
        expect(subtract(add(a, b), b)).toEqual(a);
        expect(add(a, negate(a))).toEqual(sek(0));
      }),
    );
  });

  it('compare as numbers do', () => {
    expect([sek(30), sek(-2), sek(100), sek(4)].sort(compare)).toEqual([sek(-2), sek(4), sek(30), sek(100)]);
    expect(compare(sek(2), sek(2))).toBe(0);
  });

  it('refuse two currencies', () => {
    const euro = money(1, 'EUR');

    for (const operation of [add, subtract, compare])
      expect(() => operation(sek(1), euro)).toThrow('SEK and EUR do not mix');
    expect(() => sum([euro], 'SEK')).toThrow('SEK and EUR do not mix');
  });
});

describe('multiply', () => {
  it('is exact before it rounds', () => {
    expect(multiply(sek(1_520), decimalRatio('1.2'), 'half-even')).toEqual(sek(1_824));
    expect(multiply(sek(LARGEST), ratio(LARGEST, LARGEST), 'down')).toEqual(sek(LARGEST));
  });

  it('rounds as it is told', () => {
    const half = ratio(1n, 2n);

    expect(multiply(sek(5), half, 'down')).toEqual(sek(2));
    expect(multiply(sek(5), half, 'up')).toEqual(sek(3));
    expect(multiply(sek(5), half, 'half-up')).toEqual(sek(3));
    expect(multiply(sek(5), half, 'half-even')).toEqual(sek(2));
  });

  it('refunds what it charged', () => {
    fc.assert(
      fc.property(amounts, fc.nat(1_000), roundings, (amount, percent, rounding) => {
        const by = ratio(BigInt(percent), 1_000n);

        expect(multiply(negate(amount), by, rounding)).toEqual(negate(multiply(amount, by, rounding)));
      }),
    );
  });
});

describe('percentOf', () => {
  it.each([
    ['12.5', 190n],
    [20, 304n],
    ['0', 0n],
    ['100', 1_520n],
    ['-10', -152n],
  ])('gives %s %% of 15.20', (percent, part) => {
    expect(percentOf(sek(1_520), percent, 'half-even')).toEqual(sek(part));
  });
});

describe('allocate', () => {
  it('gives what is left over to the largest remainders, of equal ones to the first', () => {
    expect(allocate(sek(100), [1n, 1n, 1n])).toEqual([sek(34), sek(33), sek(33)]);
    expect(allocate(sek(-100), [1n, 1n, 1n])).toEqual([sek(-34), sek(-33), sek(-33)]);
    expect(allocate(sek(10), [1n, 2n, 3n])).toEqual([sek(2), sek(3), sek(5)]);
    expect(allocate(sek(5), [0n, 1n, 0n, 1n])).toEqual([sek(0), sek(3), sek(0), sek(2)]);
    expect(allocate(sek(1), [2n, 3n])).toEqual([sek(0), sek(1)]);
  });

  it('sums exactly, and keeps each part within one minor unit of its share', () => {
    const weights = fc
      .array(fc.bigInt({ min: 0n, max: 2n ** 70n }), { minLength: 1, maxLength: 12 })
      .filter((all) => all.some((weight) => weight > 0n));
    fc.assert(
      fc.property(amounts, weights, fc.constantFrom(...currencies()), ({ amountMinor }, parts, currency) => {
        const whole = parts.reduce((all, one) => all + one);

        const shares = allocate(money(amountMinor, currency), parts);

        expect(sum(shares, currency)).toEqual(money(amountMinor, currency));
        shares.forEach((share, i) => {
          const error = share.amountMinor * whole - amountMinor * parts[i]!;
          expect(error * error < whole * whole).toBe(true);
        });
      }),
    );
  });

  it('refuses weights that divide nothing', () => {
    expect(() => allocate(sek(1), [])).toThrow(RangeError);
    expect(() => allocate(sek(1), [0n, 0n])).toThrow(RangeError);
    expect(() => allocate(sek(1), [2n, -1n])).toThrow(RangeError);
  });
});
