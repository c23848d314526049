import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto';

import { type SigningKeys } from '@hansom/platform-identity';

/** What of a good token is to be otherwise. A member that is undefined is left out. */
export interface Forgery {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Makes the signature of `<header>.<claims>`. Default: auth's own. */
  readonly sign?: (body: string) => Buffer;
}

const LIFE_S = 600;

/** A token that auth could have signed just now, for a robot without roles, but for what is forged. */
export function forgedToken({ current }: SigningKeys, forgery: Forgery = {}): string {
  const now = nowInSeconds();
  const header = { alg: 'EdDSA', kid: current.kid, typ: 'at+jwt', ...forgery.header };
  const user = { sub: 'rider_robot', sid: 'session_1', roles: [], tenancy: 'robot' };
  const claims = {
    ...user,
    iss: 'hansom/auth',
    aud: 'hansom',
    iat: now,
    exp: now + LIFE_S,
    ...forgery.claims,
  };
  const body = `${encoded(header)}.${encoded(claims)}`;
  const signature = (forgery.sign ?? signedWith(createPrivateKey({ key: { ...current }, format: 'jwk' })))(
    body,
  );
  return `${body}.${signature.toString('base64url')}`;
}

export function nowInSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

/** Signs as auth does, with some key. */
export function signedWith(key: KeyObject): (body: string) => Buffer {
  return (body) => sign(null, Buffer.from(body), key);
}

/** Signs as who only knows a text would: HMAC, with the text as the secret. */
export function macedWith(secret: Buffer | string): (body: string) => Buffer {
  return (body) => createHmac('sha256', secret).update(body).digest();
}

/** A key that auth never had. */
export function strangersKey(): KeyObject {
  return generateKeyPairSync('ed25519').privateKey;
}

/** Auth's public key in each form in which somebody could take it for a secret, by the form. */
export function publicForms({ current }: SigningKeys): Readonly<Record<string, Buffer | string>> {
  const { kty, crv, x } = current;
  const key = createPublicKey({ key: { kty, crv, x }, format: 'jwk' });
  return {
    'its bytes': Buffer.from(x, 'base64url'),
    'its base64url': x,
    PEM: key.export({ type: 'spki', format: 'pem' }),
    DER: key.export({ type: 'spki', format: 'der' }),
    'a JWK': JSON.stringify({ kty, crv, x }),
  };
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
