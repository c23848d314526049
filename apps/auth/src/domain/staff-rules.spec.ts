import { areStaffRoles, isStaffName } from './staff-rules.ts';

describe('isStaffName', () => {
  it.each(['a', 'anna', 'anna.b', 'anna_b-2', `a${'b'.repeat(63)}`])('takes %s', (name) => {
    expect(isStaffName(name)).toBe(true);
  });

  it.each([
    ...['', 'Anna', 'anna b', '2anna', '.anna', 'ånna', 'anna\n', '+46700000001'],
    `a${'b'.repeat(64)}`,
  ])('refuses %j', (name) => {
    expect(isStaffName(name)).toBe(false);
  });
});

describe('areStaffRoles', () => {
  it.each([
    [['OPS']],
    [['OPS.GOT', 'OPS.PHONES']],
    [['OPS', '!OPS.ADMIN']],
    [['OPS.**.READ', 'OPS.*']],
    [Array.from({ length: 16 }, (_, i) => `OPS.R${i}`)],
  ])('takes %j', (patterns) => {
    expect(areStaffRoles(patterns)).toBe(true);
  });

  it.each([
    ['none', []],
    ['more than sixteen', Array.from({ length: 17 }, (_, i) => `OPS.R${i}`)],
    ['more than 600 characters', Array.from({ length: 6 }, () => `OPS.${'A'.repeat(100)}`)],
    ['what is no pattern', ['OPS..GOT']],
    ['a city that is not in capitals, as it would cover nothing', ['OPS.got']],
    ['roles of others', ['DRIVER']],
    ['a pattern that covers roles of others', ['**']],
    ['what only begins like it', ['OPSX']],
    ['one good and one bad', ['OPS.GOT', 'RIDER']],
  ])('refuses %s', (_, patterns) => {
    expect(areStaffRoles(patterns)).toBe(false);
  });
});
