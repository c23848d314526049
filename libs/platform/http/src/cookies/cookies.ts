const VALUE = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+$/;

/** The value of the first cookie of that name in a `Cookie` header; undefined: there is none. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const [key = '', value = ''] = pair.split(/=(.*)/s, 2);
    if (key.trim() === name) return value.trim();
  }
  return undefined;
}

/**
 * `Set-Cookie` of a cookie that no script reads and no other site sends, for as long as the browser runs; without a value it is forgotten.
 * Throws a TypeError for a value that a cookie cannot have (RFC 6265, 4.1.1).
 */
export function setCookie(name: string, value: string | undefined, { secure }: { secure: boolean }): string {
  if (value !== undefined && !VALUE.test(value))
    throw new TypeError(`the cookie ${name} cannot have this value`);
  const attributes = ['Path=/', 'HttpOnly', 'SameSite=Strict', ...(secure ? ['Secure'] : [])];
  return [`${name}=${value ?? ''}`, ...attributes, ...(value === undefined ? ['Max-Age=0'] : [])].join('; ');
}
