import { type Instant, later } from '@hansom/platform-context';
import { z } from '@hansom/platform-config';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';

import { ALGORITHM, TOKEN_LIFE } from './token-format.ts';
import { type Jwks, type PublicKey } from './token-keys.ts';

const PrivateKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  kid: z.string(),
  x: z.string(),
  d: z.string(),
});

/** A private Ed25519 key as a JWK; its id is its thumbprint (RFC 7638). */
export type PrivateKey = z.infer<typeof PrivateKey>;

/** What auth keeps: plain data, replaced as a whole by compare-and-set. Secret. */
export interface SigningKeys {
  readonly current: PrivateKey;
  /** Published before it is used, so that verifiers know it by then. */
  readonly next: PrivateKey;
  /** Those that no longer sign, while tokens of theirs live. */
  readonly old: readonly { readonly key: PublicKey; readonly until: Instant }[];
}

export async function newSigningKeys(): Promise<SigningKeys> {
  const [current, next] = await Promise.all([newKey(), newKey()]);
  return { current, next, old: [] };
}

/**
 * The keys after a rotation at `now`: the next one signs, what signed is published until its last token has run out. Wait ten minutes
 * between two rotations: that is how long a verifier may not have heard of the next key.
 */
export async function rotated(keys: SigningKeys, now: Instant): Promise<SigningKeys> {
  const retired = { key: publicPart(keys.current), until: later(now, 2 * TOKEN_LIFE) };
  const alive = keys.old.filter(({ until }) => until > now);
  return { current: keys.next, next: await newKey(), old: [...alive, retired] };
}

/** What auth publishes. */
export function publicKeys({ current, next, old }: SigningKeys): Jwks {
  return { keys: [publicPart(current), publicPart(next), ...old.map(({ key }) => key)] };
}

async function newKey(): Promise<PrivateKey> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true });
  const jwk = await exportJWK(privateKey);
  return PrivateKey.parse({ ...jwk, kid: await calculateJwkThumbprint(jwk) });
}

function publicPart({ kty, crv, kid, x }: PrivateKey): PublicKey {
  return { kty, crv, kid, x, use: 'sig', alg: ALGORITHM };
}
