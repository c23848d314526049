import { toTokens } from '@hansom/platform-api';
import { actAs, type TokenVerifier } from '@hansom/platform-identity';
import { type RouteHandler } from '@hansom/platform-http';
import { CodePurpose } from '@hansom/proto-auth';

import { type DriverApiContext } from '../context.ts';
import type * as routes from '../routes/auth.ts';

type Context = Pick<DriverApiContext, 'auth' | 'city' | 'driver'> & { tokens: TokenVerifier };

export function sendCode({ auth }: Pick<Context, 'auth'>): RouteHandler<typeof routes.sendCode> {
  return async ({ body: { phone }, address }, call) => {
    const purpose = CodePurpose.DRIVER_APPLICATION;
    const { challengeId, expiresAt } = await auth.startSignIn({ phone, purpose, address }, call);
    return { status: 201, body: { challengeId, expiresAt: (expiresAt ?? new Date(0)).toISOString() } };
  };
}

/**
 * The account follows the identity: an app that was cut off in between applies again, with the same code or a new one, and gets both. An
 * identity that was there has its own city, whatever is asked for now.
 */
export function apply({ auth, city, driver, tokens }: Context): RouteHandler<typeof routes.apply> {
  return async ({ body: { name, ...credentials } }, call) => {
    await city.getCity({ code: credentials.city }, call); // an unknown city makes no identity
    const registered = await auth.registerDriver(credentials, call);
    const answer = toTokens(registered.tokens);
    const applicant = await tokens.verify(answer.accessToken);
    if (!applicant) throw new TypeError('auth gave a token that it did not sign');
    actAs(call, applicant, answer.accessToken);
    const { city: ownCity = credentials.city } = applicant;
    await driver.apply({ city: ownCity, name, phone: registered.phone }, call);
    return { status: 201, body: answer };
  };
}

export function signIn({ auth }: Pick<Context, 'auth'>): RouteHandler<typeof routes.signIn> {
  return async ({ body, address }, call) => {
    const { tokens } = await auth.signInDriver({ ...body, address }, call);
    return { status: 201, body: toTokens(tokens) };
  };
}

export function renewTokens({ auth }: Pick<Context, 'auth'>): RouteHandler<typeof routes.renewTokens> {
  return async ({ body }, call) => {
    const { tokens } = await auth.refresh(body, call);
    return { status: 200, body: toTokens(tokens) };
  };
}

export function signOut({ auth }: Pick<Context, 'auth'>): RouteHandler<typeof routes.signOut> {
  return async (_request, call) => {
    await auth.signOut({}, call);
    return { status: 204 };
  };
}
