import { type RouteHandler } from '@hansom/platform-http';

import { type signOut as route } from '../routes/session.ts';
import { type SessionContext } from '../session/session-context.ts';
import { COOKIE } from '../session/sessions.ts';

/** Here first: without auth nobody can be signed in by that cookie any more either. */
export function signOut({ auth, sessions }: SessionContext): RouteHandler<typeof route> {
  return async ({ cookie, user }, call) => {
    if (cookie !== undefined) await sessions.end(cookie);
    if (user) await auth.signOut({}, call);
    return { status: 204, cookie: { name: COOKIE, value: undefined } };
  };
}
