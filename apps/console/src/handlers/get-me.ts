import { type RouteHandler } from '@hansom/platform-http';

import { type getMe as route } from '../routes/me.ts';
import { type SessionContext } from '../session/session-context.ts';
import { tellMe } from '../session/tell-me.ts';

/** Who shows a token instead of a cookie is called by the id. */
export function getMe({ sessions, cities }: SessionContext): RouteHandler<typeof route> {
  return async ({ user: { id, roles }, cookie }, call) => {
    const name = cookie === undefined ? undefined : await sessions.nameOf(cookie);
    return { status: 200, body: tellMe({ id, name: name ?? id, roles }, await cities.all(call)) };
  };
}
