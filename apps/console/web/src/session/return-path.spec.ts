import { returnPath, signInPath } from './return-path.ts';

describe('the way back after signing in', () => {
  it('is where one was, with what was asked there', () => {
    const path = signInPath('/search', 'q=anna');

    expect(path).toBe('/sign-in?then=%2Fsearch%3Fq%3Danna');
    expect(returnPath(path.split('?')[1] ?? '')).toBe('/search?q=anna');
  });

  it('is not told for the first view', () => {
    expect(signInPath('/', '')).toBe('/sign-in');
    expect(returnPath('')).toBe('/');
  });

  it.each(['https://elsewhere.test/', '//elsewhere.test', '/\\elsewhere.test', '/sign-in', 'javascript:0'])(
    'never leads to %s',
    (then) => {
      expect(returnPath(`then=${encodeURIComponent(then)}`)).toBe('/');
    },
  );
});
