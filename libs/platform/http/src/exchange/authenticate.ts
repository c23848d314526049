import { type HansomError } from '@hansom/platform-errors';
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

/** Who asks, and why the route does not let them in; undefined: it does. */
export interface Authenticated {
  readonly signedIn: SignedIn | undefined;
  readonly refusal: HansomError | undefined;
}

/** Verifies what is shown. On an open route a token that does not count is none: an app may still carry the one that it comes to renew. */
export async function authenticate(
  incoming: Incoming,
  access: Access,
  { verifier, refuse }: { verifier: TokenVerifier; refuse: Refusals },
): Promise<Authenticated> {
  const header = headerOf(incoming, 'authorization');
  const signedIn = header === undefined ? undefined : await verified(header, verifier);
  if (access.kind === 'open') return { signedIn, refusal: undefined };
  if (!signedIn) return { signedIn, refusal: refuse.unauthenticated(header !== undefined) };
  const lacks = access.role !== undefined && !covers(signedIn.user.roles, access.role);
  return { signedIn, refusal: lacks ? refuse.denied() : undefined };
}

async function verified(header: string, verifier: TokenVerifier): Promise<SignedIn | undefined> {
  const token = BEARER.exec(header)?.[1];
  const user = token === undefined ? undefined : await verifier.verify(token);
  return user && token !== undefined ? { user, token } : undefined;
}
