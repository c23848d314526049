import { formatChange, formatMoney } from './money.ts';

/** Intl parts code and figure by a space that does not break. */
function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}

describe('money', () => {
  it('has as many digits as its currency', () => {
    expect(plain(formatMoney({ amount: 12_350, currency: 'SEK' }))).toBe('SEK 123.50');
    expect(plain(formatMoney({ amount: 1_200, currency: 'JPY' }))).toBe('JPY 1,200');
    expect(plain(formatMoney({ amount: 1_234, currency: 'KWD' }))).toBe('KWD 1.234');
  });

  it('shows the sign of a change', () => {
    expect(plain(formatChange({ amount: 500, currency: 'EUR' }))).toBe('+EUR 5.00');
    expect(plain(formatChange({ amount: -500, currency: 'EUR' }))).toBe('-EUR 5.00');
    expect(plain(formatChange({ amount: 0, currency: 'EUR' }))).toBe('EUR 0.00');
  });
});
