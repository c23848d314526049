import { HansomError } from '@hansom/platform-errors';
import { type Baggage, type Call, callAttribute, NO_BAGGAGE } from '@hansom/platform-rpc';

import { type User } from '../users/user.ts';

/** The user for whom a call is made, as a verified token says; undefined: no user, a service acts. */
export const currentUser = callAttribute<User>();

/** The user for whom a call is made. Throws `<service>.no_user`: a service that acts for itself is nobody. */
export function requireUser(call: Call, service: string): User {
  const user = currentUser.get(call);
  if (user) return user;
  const description = 'only for somebody who is signed in';
  throw new HansomError('permission_denied', `${service}.no_user`, { description });
}

/** Their token, to be shown further down. Never logged. */
const currentToken = callAttribute<string>();

/** Makes a call, and what is below it, one of `user`. For gateways, which verify the token themselves. */
export function actAs(call: Call, user: User, token: string): void {
  currentUser.set(call, user);
  currentToken.set(call, token);
}

export function tokenOf(call: Call): string | undefined {
  return currentToken.get(call);
}

/** The facts of baggage that only a token, a service or an operator may say. */
const GUARDED = ['tenancy', 'city', 'on_behalf_of'] as const;

/** The baggage of a root that a user begins: for gateways, which let no baggage in from outside. */
export function baggageOf({ tenancy, city }: User): Baggage {
  return city === undefined ? { tenancy } : { tenancy, city };
}

/**
 * The baggage of a root in which a service acts for somebody who is not there: a timer, an event. It is for the record; what the service
 * may do is decided by its own certificate.
 */
export function onBehalfOf(userId: string, baggage: Baggage = NO_BAGGAGE): Baggage {
  return { ...baggage, on_behalf_of: userId };
}

/**
 * What of a call's baggage may be believed. A user's token overwrites tenancy and city; a token without a city leaves the city that a
 * service says, as riders travel. From anybody who is neither service nor operator, the rest of what is guarded is dropped. The same
 * object comes back when nothing was wrong.
 */
export function believed(
  { baggage, caller }: Pick<Call, 'baggage' | 'caller'>,
  user: User | undefined,
): Baggage {
  const known = caller.service !== undefined || caller.operator !== undefined;
  const said =
    known || !GUARDED.some((key) => Object.hasOwn(baggage, key)) ? baggage : withoutGuarded(baggage);
  if (!user || (said['tenancy'] === user.tenancy && (user.city ?? said['city']) === said['city']))
    return said;
  return { ...said, ...baggageOf(user) };
}

function withoutGuarded(baggage: Baggage): Baggage {
  const kept = Object.entries(baggage).filter(([key]) => !GUARDED.some((guarded) => guarded === key));
  return Object.fromEntries(kept);
}
