import { signInUrl } from './sign-in-url.ts';

describe('signInUrl', () => {
  it.each(['http://127.0.0.1:8000', 'http://127.0.0.1:8000/', 'http://127.0.0.1:8000/city/got?follow=x#y'])(
    'keeps the secret of a link of %s where no server reads it',
    (base) => {
      expect(signInUrl(base, 'abc-_1')).toBe('http://127.0.0.1:8000/sign-in/link#abc-_1');
    },
  );
});
