import { createPublicKey } from 'node:crypto';

import { type SigningKeys } from '@hansom/platform-identity';

import {
  forgedToken,
  type Forgery,
  macedWith,
  nowInSeconds,
  publicForms,
  signedWith,
  strangersKey,
} from './forged-token.ts';

/** Tokens that nobody may believe, each good but for one thing, by what is wrong with it. */
export const BAD_TOKENS: readonly (readonly [string, (keys: SigningKeys) => string])[] = [
  ['that expired', forged(() => ({ claims: from(-700) }))],
  ['of a time to come', forged(() => ({ claims: from(120) }))],
  ['not valid yet', forged(() => ({ claims: { nbf: nowInSeconds() + 120 } }))],
  ['that lives an hour', forged(() => ({ claims: { exp: nowInSeconds() + 3600 } }))],
  ['that lives for ever', forged(() => ({ claims: { exp: undefined } }))],
  ['signed with another key under our key id', forged(() => ({ sign: signedWith(strangersKey()) }))],
  ['of an unknown key id', forged(() => ({ header: { kid: 'other' }, sign: signedWith(strangersKey()) }))],
  ['of no key id', forged(() => ({ header: { kid: undefined } }))],
  ['with a key of its own under our key id', bringsItsKey],
  ['with a key of its own and no key id', (keys) => bringsItsKey(keys, { kid: undefined })],
  ...['none', 'None', 'NONE', ''].map(
    (alg) => [`of the algorithm "${alg}"`, forged(() => ({ header: { alg }, sign: unsigned }))] as const,
  ),
  ['well signed, that says it is not', forged(() => ({ header: { alg: 'none' } }))],
  ...['its bytes', 'its base64url', 'PEM', 'DER', 'a JWK'].map(
    (form) =>
      [
        `of the algorithm HS256 with the public key as ${form}`,
        (keys: SigningKeys) => maced(keys, form),
      ] as const,
  ),
  ['well signed, that says HS256', forged(() => ({ header: { alg: 'HS256' } }))],
  ['of another issuer', forged(() => ({ claims: { iss: 'other/auth' } }))],
  ['of no issuer', forged(() => ({ claims: { iss: undefined } }))],
  ['for another audience', forged(() => ({ claims: { aud: 'other' } }))],
  ['of another type', forged(() => ({ header: { typ: 'JWT' } }))],
  ['with an extension that must be understood', forged(() => ({ header: { crit: ['b64'], b64: false } }))],
  ['of an unknown tenancy', forged(() => ({ claims: { tenancy: 'admin' } }))],
  ['whose claims were changed after it was signed', changed],
  ['of 5 KB', forged(() => ({ claims: { padding: 'x'.repeat(3700) } }))],
  ['without a signature', (keys) => forgedToken(keys).split('.').slice(0, 2).join('.')],
  ['with a part too many', (keys) => `${forgedToken(keys)}.x`],
  ['that is none', () => 'garbage'],
  ['of empty parts', () => '..'],
];

function forged(forgery: () => Forgery): (keys: SigningKeys) => string {
  return (keys) => forgedToken(keys, forgery());
}

/** Claims of a token that was signed so many seconds from now. */
function from(seconds: number): { iat: number; exp: number } {
  const iat = nowInSeconds() + seconds;
  return { iat, exp: iat + 600 };
}

function unsigned(): Buffer {
  return Buffer.alloc(0);
}

function bringsItsKey(keys: SigningKeys, header: Forgery['header'] = {}): string {
  const key = strangersKey();
  const jwk = createPublicKey(key).export({ format: 'jwk' });
  return forgedToken(keys, { header: { jwk, ...header }, sign: signedWith(key) });
}

function maced(keys: SigningKeys, form: string): string {
  const secret = publicForms(keys)[form];
  if (secret === undefined) throw new Error(`the public key has no form ${form}`);
  return forgedToken(keys, { header: { alg: 'HS256' }, sign: macedWith(secret) });
}

function changed(keys: SigningKeys): string {
  const [header, , signature] = forgedToken(keys).split('.');
  const [, claims] = forgedToken(keys, { claims: { roles: ['**'] } }).split('.');
  return [header, claims, signature].join('.');
}
