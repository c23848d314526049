import { type Effects } from '@hansom/platform-context';

import { newSigningKeys, publicKeys } from '../users/signing-keys.ts';
import { staticKeys, type TokenKeys } from '../users/token-keys.ts';
import { signToken } from '../users/token-signer.ts';
import { type User } from '../users/user.ts';

/** A rider of flesh and blood, without roles. */
export function aUser(facts: Partial<User> = {}): User {
  return { id: 'rider_1', roles: [], tenancy: 'live', session: 'session_1', ...facts };
}

export interface TestAuth {
  /** What its verifiers take. */
  keys: TokenKeys;
  tokenFor(user: User): Promise<string>;
}

/** What auth is for specs: keys of its own, and tokens for anybody. */
export async function testAuth(effects: Pick<Effects, 'clock'>): Promise<TestAuth> {
  const signing = await newSigningKeys();
  return {
    keys: staticKeys(publicKeys(signing)),
    tokenFor: (user) => signToken(signing, user, effects),
  };
}
