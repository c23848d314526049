import { type Handler } from '@hansom/platform-rpc';
import { aCall, type ACallOptions } from '@hansom/platform-rpc/testing';

import { baggageOf, currentUser } from '../calls/current-user.ts';
import { type User } from '../users/user.ts';

/** Calls a handler as a server would for a user whose token it has verified. */
export async function callHandlerAs<Req, Res>(
  user: User,
  handler: Handler<Req, Res>,
  { request, ...options }: ACallOptions & { request: Req },
): Promise<Res> {
  const call = aCall({ baggage: baggageOf(user), ...options });
  currentUser.set(call, user);
  try {
    return await handler(request, call);
  } finally {
    call.end();
  }
}
