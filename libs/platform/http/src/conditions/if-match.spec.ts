import { refusals } from '../problems/refusals.ts';
import { etagOf, ifMatchOf, lists } from './if-match.ts';

const refuse = refusals('api');

describe('an entity tag', () => {
  it('is quoted, and never breaks its header', () => {
    expect(etagOf(3)).toBe('"3"');
    expect(etagOf('a"b\r\nc')).toBe('"a_b__c"');
  });
});

describe('If-Match', () => {
  it.each(['"3"', '*', '"2", "3"', ' "3" '])('lets %p pass for version 3', (header) => {
    expect(() => ifMatchOf(header, refuse).check(3)).not.toThrow();
  });

  it.each(['"2"', '3', 'W/"3"', '"33"', ''])('refuses %p for version 3', (header) => {
    expect(() => ifMatchOf(header, refuse).check(3)).toThrow(
      expect.objectContaining({ code: 'api.precondition_failed', httpStatus: 412 }),
    );
  });

  it('asks nothing where it did not come', () => {
    expect(() => ifMatchOf(undefined, refuse).check(3)).not.toThrow();
  });
});

describe('If-None-Match', () => {
  it('does not look at weakness', () => {
    expect(lists('W/"3"', '"3"', true)).toBe(true);
    expect(lists('W/"2"', '"3"', true)).toBe(false);
  });
});
