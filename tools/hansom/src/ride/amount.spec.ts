import { amountText } from '@hansom/shared-money';

import { amountIn } from './amount.ts';

describe('an amount that is typed', () => {
  it.each([
    ['SEK', '57', '57.00 SEK'],
    ['SEK', '57.5', '57.50 SEK'],
    ['SEK', '0.01', '0.01 SEK'],
    ['JPY', '57', '57 JPY'],
  ])('means what it says: %s %s', (code, text, told) => {
    expect(amountText(amountIn(code, text))).toBe(told);
  });

  it.each([
    ['SEK', '57.001'],
    ['JPY', '57.5'],
    ['SEK', '-57'],
    ['SEK', '57,00'],
    ['SEK', '57 SEK'],
    ['SEK', ''],
  ])('is refused in %s: %s', (code, text) => {
    expect(() => amountIn(code, text)).toThrow(expect.objectContaining({ name: 'UsageError' }));
  });
});
