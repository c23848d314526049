import fc from 'fast-check';

import { currencies, exponentOf } from './currency.ts';
import { amountText, decimalText, formatMoney } from './format.ts';
import { money } from './money.ts';
import { decimalRatio } from './ratio.ts';

describe('decimalText', () => {
  it.each([
    [1_520n, 'EUR', '15.20'],
    [-5n, 'EUR', '-0.05'],
    [0n, 'EUR', '0.00'],
    [1_520n, 'JPY', '1520'],
    [-7n, 'JPY', '-7'],
    [1_520n, 'KWD', '1.520'],
    [1n, 'CLF', '0.0001'],
  ] as const)('writes %p %s', (amount, currency, text) => {
    expect(decimalText(money(amount, currency))).toBe(text);
  });

  it('loses nothing', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n }),
        fc.constantFrom(...currencies()),
        (amount, currency) => {
          expect(decimalRatio(decimalText(money(amount, currency)))).toEqual({
            numerator: amount,
            denominator: 10n ** BigInt(exponentOf(currency)),
          });
        },
      ),
    );
  });
});

describe('formatMoney', () => {
  it('writes as the locale does, with the digits of ISO 4217', () => {
    expect(formatMoney(money(123_456, 'EUR'), 'en-IE')).toBe('€1,234.56');
    expect(formatMoney(money(123_456, 'JPY'), 'en-US')).toBe('¥123,456');
    expect(formatMoney(money(-500, 'GBP'), 'en-GB')).toBe('-£5.00');
    expect(formatMoney(money(150_000, 'HUF'), 'en-US')).toMatch(/1,500\.00/);
  });

  it('is exact beyond 53 bits', () => {
    expect(formatMoney(money(2n ** 63n - 1n, 'USD'), 'en-US')).toBe('$92,233,720,368,547,758.07');
  });
});

describe('amountText', () => {
  it('names the currency behind the amount', () => {
    expect(amountText({ amountMinor: 5_700n, currency: 'SEK' })).toBe('57.00 SEK');
  });

  it('refuses what is no currency', () => {
    expect(() => amountText({ amountMinor: 1n, currency: '' })).toThrow(RangeError);
  });
});
