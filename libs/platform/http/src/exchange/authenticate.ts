import { type HansomError } from '@hansom/platform-errors';
import { covers, type TokenVerifier } from '@hansom/platform-identity';

import { type Refusals } from '../problems/refusals.ts';
import { type CookieIdentity } from '../cookies/cookie-identity.ts';
import { cookieOf } from '../cookies/cookies.ts';
import { type Access } from '../routes/access.ts';
import { headerOf, type Incoming } from './incoming.ts';
import { type SignedIn } from './signed-in.ts';

const BEARER = /^Bearer ([\x21-\x7e]+)$/i;

/** Who asks, and why the route does not let them in; undefined: it does. */
export interface Authenticated {
  readonly signedIn: SignedIn | undefined;
  readonly refusal: HansomError | undefined;
  /** The cookie that was shown. */
  readonly cookie: string | undefined;
  /** It is nobody's. */
  readonly lapsed: boolean;
}

interface Judges {
  readonly verifier: TokenVerifier;
  readonly cookie: CookieIdentity | undefined;
  readonly refuse: Refusals;
}

/**
 * Verifies what is shown: a token, or where there is none the gateway's cookie. On an open route what does not count is nothing: an app may
 * still carry the token that it comes to renew.
 */
export async function authenticate(
  incoming: Incoming,
  access: Access,
  { verifier, cookie: known, refuse }: Judges,
): Promise<Authenticated> {
  const header = headerOf(incoming, 'authorization');
  const cookie = known && cookieOf(headerOf(incoming, 'cookie'), known.name);
  const shown = header ?? cookie;
  const signedIn = await (header === undefined ? byCookie(cookie, known) : verified(header, verifier));
  const lapsed = header === undefined && cookie !== undefined && !signedIn;
  return { signedIn, cookie, lapsed, refusal: refusalOf(access, signedIn, { refuse, shown }) };
}

async function byCookie(cookie: string | undefined, known: CookieIdentity | undefined) {
  return cookie === undefined ? undefined : known?.identify(cookie);
}

async function verified(header: string, verifier: TokenVerifier): Promise<SignedIn | undefined> {
  const token = BEARER.exec(header)?.[1];
  const user = token === undefined ? undefined : await verifier.verify(token);
  return user && token !== undefined ? { user, token } : undefined;
}

function refusalOf(
  access: Access,
  signedIn: SignedIn | undefined,
  { refuse, shown }: { refuse: Refusals; shown: string | undefined },
): HansomError | undefined {
  if (access.kind === 'open') return undefined;
  if (!signedIn) return refuse.unauthenticated(shown !== undefined);
  const { role } = access;
  return role === undefined || covers(signedIn.user.roles, role) ? undefined : refuse.denied();
}
