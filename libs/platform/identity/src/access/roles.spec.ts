import fc from 'fast-check';

import { covers, isRolePattern } from './roles.ts';

describe('covers', () => {
  it.each<[string[], string, boolean]>([
    [[], 'ADMIN', false],
    [['ADMIN'], 'ADMIN', true],
    [['ADMIN.DRIVER'], 'ADMIN.DRIVER.LON', true],
    [['ADMIN.DRIVER.LON'], 'ADMIN.DRIVER', false],
    [['ADMIN.DRIVER.LON'], 'ADMIN.DRIVER.GOT', false],
    [['ADMIN.DRI'], 'ADMIN.DRIVER', false],
    [['admin'], 'ADMIN', false],
    [['*'], 'ADMIN', true],
    [['*'], 'ADMIN.DRIVER', true],
    [['ADMIN.*'], 'ADMIN', false],
    [['ADMIN.*'], 'ADMIN.DRIVER', true],
    [['ADMIN.*.LON'], 'ADMIN.DRIVER.LON', true],
    [['ADMIN.*.LON'], 'ADMIN.DRIVER.GOT', false],
    [['ADMIN.*.LON'], 'ADMIN.LON', false],
    [['**'], 'ADMIN.DRIVER', true],
    [['ADMIN.**'], 'ADMIN', true],
    [['ADMIN.**.LON'], 'ADMIN.LON', true],
    [['ADMIN.**.LON'], 'ADMIN.DRIVER.CAR.LON', true],
    [['ADMIN.**.LON'], 'ADMIN.DRIVER.GOT', false],
    [['**.LON'], 'LON.GOT', true],
    [['!ADMIN'], 'ADMIN', false],
    [['ADMIN', '!ADMIN.PAYMENT'], 'ADMIN.DRIVER', true],
    [['ADMIN', '!ADMIN.PAYMENT'], 'ADMIN.PAYMENT', false],
    [['ADMIN', '!ADMIN.PAYMENT'], 'ADMIN.PAYMENT.REFUND', false],
    [['!ADMIN.PAYMENT', 'ADMIN'], 'ADMIN.PAYMENT', true],
    [['ADMIN', '!ADMIN.PAYMENT', 'ADMIN.PAYMENT.READ'], 'ADMIN.PAYMENT.READ', true],
    [['ADMIN', '!**'], 'ADMIN', false],
    [['ADMIN', '!OTHER'], 'ADMIN', true],
    [['ADMIN'], '', false],
    [['ADMIN'], 'ADMIN.', false],
    [['**'], 'ADMIN.*', false],
    [['**'], 'ADMIN DRIVER', false],
    [[''], 'ADMIN', false],
    [['ADMIN..DRIVER'], 'ADMIN.DRIVER', false],
    [['ADM*'], 'ADMIN', false],
    [['***'], 'ADMIN', false],
    [['!!ADMIN'], 'ADMIN', false],
    [['A'.repeat(129)], 'A'.repeat(129), false],
  ])('%j over %s: %s', (patterns, role, expected) => {
    const covered = covers(patterns, role);

    expect(covered).toBe(expected);
  });

  it('agrees with a regular expression', () => {
    const part = fc.constantFrom('A', 'B', 'C');
    const role = fc.array(part, { minLength: 1, maxLength: 5 });
    const piece = fc.oneof(part, fc.constant('*'), fc.constant('**'));
    const pattern = fc.tuple(fc.boolean(), fc.array(piece, { minLength: 1, maxLength: 5 }));

    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 4 }), role, (patterns, parts) => {
        const texts = patterns.map(([taken, pieces]) => (taken ? '!' : '') + pieces.join('.'));

        expect(covers(texts, parts.join('.'))).toBe(oracle(texts, parts.join('.')));
      }),
      { seed: 7, numRuns: 2000 },
    );
  });

  it('takes no longer for a pattern made to be slow', () => {
    const pattern = Array.from({ length: 42 }, () => '**').join('.');

    const covered = covers([`${pattern}.B`], Array.from({ length: 64 }, () => 'A').join('.'));

    expect(covered).toBe(false);
  });
});

describe('isRolePattern', () => {
  it.each(['A', '!A', 'A.*', '**', '!A.**.B_1-x'])('takes %s', (text) => {
    expect(isRolePattern(text)).toBe(true);
  });

  it.each(['', '!', '.', 'A.', '.A', 'A*', '***', '!!A', 'A B', 'A\n'])('refuses %j', (text) => {
    expect(isRolePattern(text)).toBe(false);
  });
});

/** Each part with a dot after it, so that wildcards are plain repetitions. */
function oracle(patterns: readonly string[], role: string): boolean {
  let covered = false;
  for (const pattern of patterns) {
    const pieces = pattern.replace('!', '').split('.');
    const source = pieces.map((piece) =>
      piece === '**' ? '(\\w\\.)*' : piece === '*' ? '\\w\\.' : `${piece}\\.`,
    );
    if (new RegExp(`^${source.join('')}`).test(`${role}.`)) covered = !pattern.startsWith('!');
  }
  return covered;
}
