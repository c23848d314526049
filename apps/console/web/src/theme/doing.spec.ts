import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { contrast, difference, type Sight } from './colour.ts';
import { DOING, DOINGS, type DoingLook } from './doing.ts';
import { tokensOf } from './tokens.ts';

const TOKENS = tokensOf(readFileSync(join(__dirname, 'tokens.css'), 'utf8'));
const SIGHTS: Sight[] = ['all', 'protanopia', 'deuteranopia', 'tritanopia'];

describe.each(['light', 'dark'] as const)('what taxis do, in the %s theme', (theme) => {
  it('has its colours in the style sheet too', () => {
    const styled = DOINGS.map((doing) => TOKENS[theme].get(DOING[doing].property));

    expect(styled).toEqual(DOINGS.map((doing) => DOING[doing][theme]));
  });

  it('stands out from every ground at 3 to 1', () => {
    const weak = DOINGS.flatMap((doing) =>
      ['--ground', '--surface', '--sunken', '--raised'].filter(
        (ground) => contrast(DOING[doing][theme], TOKENS[theme].get(ground) ?? '') < 3,
      ),
    );

    expect(weak).toEqual([]);
  });

  it.each(SIGHTS)('differs two by two, seen with %s', (sight) => {
    const pairs = DOINGS.flatMap((one, at) => DOINGS.slice(at + 1).map((other) => [one, other] as const));

    const alike = pairs.filter(
      ([one, other]) => difference(DOING[one][theme], DOING[other][theme], sight) < 0.07,
    );

    expect(alike).toEqual([]);
  });
});

it('has a glyph and a label of its own for each', () => {
  const looks = Object.values<DoingLook>(DOING);

  expect(DOINGS.toSorted()).toEqual(Object.keys(DOING).toSorted());
  expect(new Set(looks.map(({ glyph }) => glyph)).size).toBe(8);
  expect(new Set(looks.map(({ label }) => label)).size).toBe(8);
});
