import { covers, type TokenVerifier, type User } from '@hansom/platform-identity';

import { type Refusals } from '../problems/refusals.ts';
import { type Access } from '../routes/access.ts';
import { headerOf, type Incoming } from './incoming.ts';

/** Who shows a token, and the token, to be shown further down. */
export interface SignedIn {
  readonly user: User;
  readonly token: string;
}

const BEARER = /^Bearer ([\x21-\x7e]+)$/i;

/** Who asks, if the route lets them. A token that does not count is refused everywhere, so that an app learns of it. */
export async function authenticate(
  incoming: Incoming,
  access: Access,
  { verifier, refuse }: { verifier: TokenVerifier; refuse: Refusals },
): Promise<SignedIn | undefined> {
  const header = headerOf(incoming, 'authorization');
  const signedIn = header === undefined ? undefined : await verified(header, verifier);
  if (header !== undefined && !signedIn) throw refuse.unauthenticated(true);
  if (access.kind === 'open') return signedIn;
  if (!signedIn) throw refuse.unauthenticated(false);
  if (access.role !== undefined && !covers(signedIn.user.roles, access.role)) throw refuse.denied();
  return signedIn;
}

async function verified(header: string, verifier: TokenVerifier): Promise<SignedIn | undefined> {
  const token = BEARER.exec(header)?.[1];
  const user = token === undefined ? undefined : await verifier.verify(token);
  return user && token !== undefined ? { user, token } : undefined;
}
