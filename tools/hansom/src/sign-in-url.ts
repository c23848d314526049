/** The page of a console that redeems a secret. It stands behind the `#`: that part of a URL is sent to nobody, and logged nowhere. */
export function signInUrl(base: string, secret: string): string {
  return `${new URL('/sign-in/link', base).href}#${secret}`;
}
