import { type webcrypto } from 'node:crypto';

import { z } from '@hansom/platform-config';
import { importJWK } from 'jose';

/** The public keys with which auth signs, by key id. */
export interface TokenKeys {
  /** Undefined: auth has no such key. */
  find(kid: string): Promise<VerifyingKey | undefined>;
}

export type VerifyingKey = webcrypto.CryptoKey;

const MAX_KEYS = 16;

const PublicKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  kid: z.string().min(1).max(128),
  x: z.string().length(43),
  use: z.literal('sig').optional(),
  alg: z.enum(['EdDSA', 'Ed25519']).optional(),
});

/** A public Ed25519 key as a JWK (RFC 8037). */
export type PublicKey = z.infer<typeof PublicKey>;

/** What auth publishes (RFC 7517). */
export interface Jwks {
  readonly keys: readonly PublicKey[];
}

const AnyKeys = z.object({ keys: z.array(z.unknown()).max(MAX_KEYS) });

/**
 * The Ed25519 keys of a JWKS; keys of other kinds are left out, as the standard asks. Rejects when it is none, or has two keys of one
 * id. Only the public part of a key is looked at.
 */
export async function importKeys(jwks: unknown): Promise<ReadonlyMap<string, VerifyingKey>> {
  const listed = AnyKeys.parse(jwks).keys.flatMap((key) => PublicKey.safeParse(key).data ?? []);
  const imported = await Promise.all(listed.map(async (key) => [key.kid, await importKey(key)] as const));
  const keys = new Map(imported);
  if (keys.size < listed.length) throw new TypeError('two keys have the same id');
  return keys;
}

/** Keys that never change. */
export function staticKeys(jwks: Jwks): TokenKeys {
  const keys = importKeys(jwks);
  keys.catch(() => undefined); // told to whoever asks for a key
  return { find: async (kid) => (await keys).get(kid) };
}

async function importKey({ kty, crv, x }: PublicKey): Promise<VerifyingKey> {
  const key = await importJWK({ kty, crv, x }, 'EdDSA');
  if (key instanceof Uint8Array) throw new TypeError('a secret is no public key');
  return key;
}
