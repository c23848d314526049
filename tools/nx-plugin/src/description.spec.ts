import { checkDescription } from './description.ts';

describe('checkDescription', () => {
  it('takes a sentence', () => {
    expect(() => checkDescription('Finds again what riders left in cabs.')).not.toThrow();
  });

  it.each([
    ['', 'one sentence'],
    ['finds things.', 'one sentence'],
    ['Finds things', 'one sentence'],
    ['Finds things.\nAnd people.', 'one sentence'],
    ['Finds a | b.', 'plain text'],
    ['Finds */ things.', 'plain text'],
    ['Finds `things`.', 'plain text'],
    [`F${'i'.repeat(99)}.`, 'has 101 characters'],
  ])('refuses %j, with the rule', (description, rule) => {
    expect(() => checkDescription(description)).toThrow(rule);
  });
});
