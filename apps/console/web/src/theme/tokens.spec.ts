import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { contrast } from './colour.ts';
import { tokensOf } from './tokens.ts';

const TOKENS = tokensOf(readFileSync(join(__dirname, 'tokens.css'), 'utf8'));
const GROUNDS = ['--ground', '--surface', '--sunken', '--raised', '--hover'];
const INKS = ['--ink', '--ink-soft', '--ink-faint', '--accent', '--good', '--warn', '--bad', '--info'];

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  const colour = (name: string) => TOKENS[theme].get(name) ?? '';
  const weakest = (pairs: [string, string][], least: number) =>
    pairs.filter(([one, other]) => contrast(colour(one), colour(other)) < least);

  it('can be read: text on every ground at 4.5 to 1', () => {
    const pairs = INKS.flatMap((ink) => GROUNDS.map((ground): [string, string] => [ink, ground]));

    expect(weakest(pairs, 4.5)).toEqual([]);
  });

  it('can be read on its own tint, and on buttons', () => {
    const tints = ['good', 'warn', 'bad', 'info'].map((name): [string, string] => [
      `--${name}`,
      `--${name}-soft`,
    ]);
    const buttons: [string, string][] = [
      ['--on-button', '--button'],
      ['--on-button', '--button-hover'],
    ];

    expect(weakest([...tints, ...buttons], 4.5)).toEqual([]);
  });

  it('shows edges of controls and the focus at 3 to 1', () => {
    const pairs = ['--line-strong', '--focus'].flatMap((edge) =>
      GROUNDS.map((ground): [string, string] => [edge, ground]),
    );

    expect(weakest(pairs, 3)).toEqual([]);
  });
});
