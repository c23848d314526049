import { toTokens } from '@hansom/platform-api';
import { type RouteHandler } from '@hansom/platform-http';
import { CodePurpose } from '@hansom/proto-auth';

import { type CustomerApiContext } from '../context.ts';
import type * as routes from '../routes/auth.ts';

type Context = Pick<CustomerApiContext, 'auth' | 'customer'>;

export function sendCode({ auth }: Context): RouteHandler<typeof routes.sendCode> {
  return async ({ body: { phone }, address }, call) => {
    const purpose = CodePurpose.RIDER_SIGN_IN;
    const { challengeId, expiresAt } = await auth.startSignIn({ phone, purpose, address }, call);
    return { status: 201, body: { challengeId, expiresAt: (expiresAt ?? new Date(0)).toISOString() } };
  };
}

/** The profile is made with the first sign-in, and brought up to date with each: so it is there whenever a token is. */
export function signIn({ auth, customer }: Context): RouteHandler<typeof routes.signIn> {
  return async ({ body }, call) => {
    const { tokens, phone } = await auth.finishSignIn(body, call);
    if (tokens) await customer.welcome({ riderId: tokens.accountId, phone, tenancy: tokens.tenancy }, call);
    return { status: 201, body: toTokens(tokens) };
  };
}

export function renewTokens({ auth }: Context): RouteHandler<typeof routes.renewTokens> {
  return async ({ body }, call) => {
    const { tokens } = await auth.refresh(body, call);
    return { status: 200, body: toTokens(tokens) };
  };
}

export function signOut({ auth }: Context): RouteHandler<typeof routes.signOut> {
  return async (_request, call) => {
    await auth.signOut({}, call);
    return { status: 204 };
  };
}
