import { type RouteHandler } from '@hansom/platform-http';

import { type signIn as route } from '../routes/session.ts';
import { type SessionContext } from '../session/session-context.ts';
import { DEVICE, welcome } from '../session/welcome.ts';

/** What else is needed comes first: whoever is signed in can be told so. */
export function signIn(ctx: SessionContext): RouteHandler<typeof route> {
  return async ({ body, address }, call) => {
    const cities = await ctx.cities.all(call);
    return welcome(ctx, await ctx.auth.signInStaff({ ...body, device: DEVICE, address }, call), cities);
  };
}
