import { nearest } from './nearest.ts';

describe('nearest', () => {
  it.each([
    ['PROT', 'PORT'],
    ['PORTT', 'PORT'],
    ['PRT', 'PORT'],
    ['DRAIN', 'DRAIN'],
    ['POT', 'PORT'],
    ['RT', 'PORT'],
    ['RAIN', 'DRAIN'],
  ])('takes %s for %s', (name, meant) => {
    expect(nearest(name, ['DRAIN', 'LEVEL', 'PORT', 'SPORT'])).toBe(meant);
  });

  it('takes the closest, not the first that is close', () => {
    expect(nearest('AB', ['ABCD', 'ABC'])).toBe('ABC');
  });

  it('finds nothing three edits away', () => {
    expect(nearest('PORT', ['PO_TTY', 'XPOXTX'])).toBeUndefined();
    expect(nearest('PORT', [])).toBeUndefined();
  });
});
