import { currencies, type Currency, currency, exponentOf, isCurrency } from './currency.ts';

describe('the table of currencies', () => {
  it.each([
    ['JPY', 0],
    ['SEK', 2],
    ['EUR', 2],
    ['KWD', 3],
    ['CLF', 4],
  ] as const)('gives %s %d digits', (code, exponent) => {
    expect(exponentOf(code)).toBe(exponent);
  });

  it('names each currency once, in three upper-case letters', () => {
    const all = currencies();

    expect(new Set(all).size).toBe(all.length);
    expect(all).toHaveLength(165);
    for (const code of all) expect(code).toMatch(/^[A-Z]{3}$/);
  });

  it('is in alphabetical order', () => {
    expect(currencies().slice(0, 3)).toEqual(['AED', 'AFN', 'ALL']);
  });

  it.each(['', 'sek', 'SEKK', 'XXX', 'XAU', 'constructor'])('does not know %j', (code) => {
    expect(isCurrency(code)).toBe(false);
    expect(() => currency(code)).toThrow('is not a currency of ISO 4217');
    expect(() => exponentOf(code as Currency)).toThrow('is not a currency of ISO 4217');
  });

  it('knows SEK', () => {
    expect(currency('SEK')).toBe('SEK');
  });
});
