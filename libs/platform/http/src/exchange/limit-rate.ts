import { type User } from '@hansom/platform-identity';
import { countedAddress } from '@hansom/platform-limits';

import { type RatePolicy } from '../routes/route.ts';
import { type Edge } from './edge.ts';
import { type Exchange } from './exchange.ts';
import { rateLimitHeaders } from './rate-limit-headers.ts';

/** Counts the request under the gateway's limit and under its route's. The headers tell of the last that was asked. */
export async function limitRate(edge: Edge, exchange: Exchange, user: User | undefined): Promise<void> {
  const { checked, headers } = exchange;
  const { operation, rateLimit } = checked.route;
  const limits = [
    ...(edge.rateLimit ? [{ scope: '*', policy: edge.rateLimit }] : []),
    ...(rateLimit ? [{ scope: operation, policy: rateLimit }] : []),
  ];
  for (const { scope, policy } of limits) {
    const key = `${edge.name} ${scope} ${whose(policy, exchange, user)}`;
    const allowance = await edge.rateLimiter.take(key, policy); // what the first refuses does not count for the second
    Object.assign(headers, rateLimitHeaders(allowance));
    if (!allowance.allowed) throw edge.refuse.rateLimited(allowance.waitMs);
  }
}

function whose({ by }: RatePolicy, { incoming }: Exchange, user: User | undefined): string {
  return user && by !== 'address' ? `user ${user.id}` : `address ${countedAddress(incoming.address)}`;
}
