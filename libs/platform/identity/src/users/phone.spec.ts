import { isPhone, isTestPhone, tenancyOf, testRange } from './phone.ts';

const RANGE = { prefix: '+4670000' };

describe('isPhone', () => {
  it.each(['+46700000001', '+1234567', '+123456789012345'])('takes %s', (text) => {
    expect(isPhone(text)).toBe(true);
  });

  it.each([
    '',
    '46700000001',
    '+0123456789',
    '+123456',
    '+1234567890123456',
    '+46 700000001',
    '+46700000001\n',
  ])('refuses %j', (text) => {
    expect(isPhone(text)).toBe(false);
  });
});

describe('the test range', () => {
  it('makes robots of its numbers alone', () => {
    expect(tenancyOf('+46700000001', RANGE)).toBe('robot');
    expect(tenancyOf('+46701000001', RANGE)).toBe('live');
  });

  it('has no number that is none', () => {
    expect(isTestPhone('+4670000x', RANGE)).toBe(false);
  });

  it('is off unless a deployment says otherwise', () => {
    expect(testRange.parse(undefined)).toBeNull();
    expect(tenancyOf('+46700000001', null)).toBe('live');
  });

  it('is not so wide that it could be a country', () => {
    expect(testRange.safeParse({ prefix: '+46' }).success).toBe(false);
    expect(testRange.safeParse({ prefix: '4670000' }).success).toBe(false);
  });
});
