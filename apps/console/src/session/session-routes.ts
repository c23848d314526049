import { type AnyImplemented, implement } from '@hansom/platform-http';

import { getMe } from '../handlers/get-me.ts';
import { redeemLink } from '../handlers/redeem-link.ts';
import { signIn } from '../handlers/sign-in.ts';
import { signOut } from '../handlers/sign-out.ts';
import * as meRoutes from '../routes/me.ts';
import * as routes from '../routes/session.ts';
import { type SessionContext } from './session-context.ts';

/** Who is signed in. */
export function sessionRoutes(ctx: SessionContext): AnyImplemented[] {
  return [
    implement(routes.redeemLink, redeemLink(ctx)),
    implement(routes.signIn, signIn(ctx)),
    implement(routes.signOut, signOut(ctx)),
    implement(meRoutes.getMe, getMe(ctx)),
  ];
}
