import { type RouteHandler } from '@hansom/platform-http';

import { type redeemLink as route } from '../routes/session.ts';
import { type SessionContext } from '../session/session-context.ts';
import { DEVICE, welcome } from '../session/welcome.ts';

/** What else is needed comes first: a link is good once. */
export function redeemLink(ctx: SessionContext): RouteHandler<typeof route> {
  return async ({ body: { secret, attempt: commandKey } }, call) => {
    const cities = await ctx.cities.all(call);
    return welcome(
      ctx,
      await ctx.auth.redeemSignInLink({ commandKey, secret, device: DEVICE }, call),
      cities,
    );
  };
}
