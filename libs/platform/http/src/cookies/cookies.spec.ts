import { cookieOf, setCookie } from './cookies.ts';

describe('a cookie of a request', () => {
  it.each([
    ['seat=a1', 'a1'],
    ['other=x; seat=a1', 'a1'],
    ['seat=a1=b; other=x', 'a1=b'],
    ['seat=a1; seat=a2', 'a1'],
    ['seat=', ''],
    ['aseat=a1; seats=a2; Seat=a3', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('of %p is %p', (header, value) => {
    expect(cookieOf(header, 'seat')).toBe(value);
  });
});

describe('a cookie that is set', () => {
  it('is for no script and no other site', () => {
    expect(setCookie('seat', 'a1', { secure: true })).toBe(
      'seat=a1; Path=/; HttpOnly; SameSite=Strict; Secure',
    );
  });

  it('travels without encryption where that does not leave the machine', () => {
    expect(setCookie('seat', 'a1', { secure: false })).not.toContain('Secure');
  });

  it('is forgotten without a value', () => {
    expect(setCookie('seat', undefined, { secure: false })).toBe(
      'seat=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0',
    );
  });

  it.each(['a;b', 'a b', 'a,b', 'a"b', 'a\r\nb', ''])('cannot be %p', (value) => {
    expect(() => setCookie('seat', value, { secure: true })).toThrow(TypeError);
  });
});
