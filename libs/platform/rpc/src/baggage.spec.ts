import fc from 'fast-check';

import {
  type Baggage,
  checkBaggage,
  formatBaggage,
  MAX_BAGGAGE_BYTES,
  NO_BAGGAGE,
  parseBaggage,
} from './baggage.ts';

describe('baggage', () => {
  it('is the same after it was formatted and parsed, whatever its values', () => {
    const key = fc
      .stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,10}$/)
      .filter((name) => name !== '__proto__');
    const value = fc.string({ unit: 'grapheme', maxLength: 20 });
    fc.assert(
      fc.property(fc.dictionary(key, value, { maxKeys: 5, noNullPrototype: true }), (baggage) => {
        expect(parseBaggage(formatBaggage(checkBaggage(baggage)))).toEqual(baggage);
      }),
    );
  });

  it('has no header when it is empty', () => {
    expect([formatBaggage(NO_BAGGAGE), formatBaggage({}), formatBaggage(checkBaggage({}))]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('is formatted as the standard says', () => {
    expect(formatBaggage({ city: 'GOT', note: 'a=b; c, ü' })).toBe('city=GOT,note=a%3Db%3B%20c%2C%20%C3%BC');
  });

  it.each<[string | undefined, Baggage]>([
    [undefined, {}],
    ['', {}],
    ['a=1', { a: '1' }],
    [' a = 1 , b = 2 ', { a: '1', b: '2' }],
    ['a=1;ttl=3,b=2;x', { a: '1', b: '2' }],
    ['a=', { a: '' }],
    ['a=b=c', { a: 'b=c' }],
    ['a', {}],
    ['=1', {}],
    [',,;,a=1', { a: '1' }],
    ['a=%zz,b=2', { b: '2' }],
    ['ü=1,b=2', { b: '2' }],
    ['a=1,a=2', { a: '2' }],
  ])('reads %p', (header, baggage) => {
    expect(parseBaggage(header)).toEqual(baggage);
  });

  it('carries on what it does not understand', () => {
    expect(formatBaggage(parseBaggage('a=1;ttl=3,???'))).toBe('a=1;ttl=3,???');
  });

  it('is not read where it is too long', () => {
    const longest = `a=${'x'.repeat(MAX_BAGGAGE_BYTES - 2)}`;

    expect(parseBaggage(longest)).toHaveProperty('a');
    expect(parseBaggage(`${longest}x`)).toBe(NO_BAGGAGE);
  });

  it('is frozen, and a copy of what was given', () => {
    const given = { a: '1' };
    const checked = checkBaggage(given);
    given.a = '2';

    expect(checked).toEqual({ a: '1' });
    expect(Object.isFrozen(checked)).toBe(true);
    expect(Object.isFrozen(parseBaggage('a=1'))).toBe(true);
    expect(checkBaggage(NO_BAGGAGE)).toBe(NO_BAGGAGE);
  });

  it.each(['', 'a b', 'ü', 'a=b', 'a,b'])('has no key %p', (key) => {
    expect(() => checkBaggage({ [key]: '' })).toThrow(
      new TypeError(`${JSON.stringify(key)} cannot be a key of baggage`),
    );
  });

  it('has no value that is not Unicode, and does not grow too long', () => {
    expect(() => checkBaggage({ a: '\ud800' })).toThrow(URIError);
    expect(() => checkBaggage({ a: 'x'.repeat(MAX_BAGGAGE_BYTES - 2) })).not.toThrow();
    expect(() => checkBaggage({ a: 'x'.repeat(MAX_BAGGAGE_BYTES - 1) })).toThrow(
      new RangeError('the baggage is over 4 KiB'),
    );
  });
});
