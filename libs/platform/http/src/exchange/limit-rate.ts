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
    const bucket = bucketOf(edge.name, scope, whose(policy, exchange, user));
    const allowance = await edge.rateLimiter.take(bucket, policy); // what the first refuses does not count for the second
    Object.assign(headers, rateLimitHeaders(allowance));
    if (!allowance.allowed) throw edge.refuse.rateLimited(allowance.waitMs);
  }
}

/** Where a gateway counts what a user asks of an operation: for what comes another way than over HTTP and counts with it. */
export function bucketOfUser(gateway: string, operation: string, user: User): string {
  return bucketOf(gateway, operation, nameOf(user));
}

function bucketOf(gateway: string, scope: string, whose: string): string {
  return `${gateway} ${scope} ${whose}`;
}

function whose({ by }: RatePolicy, { incoming }: Exchange, user: User | undefined): string {
  return user && by !== 'address' ? nameOf(user) : `address ${countedAddress(incoming.address)}`;
}

function nameOf({ id }: User): string {
  return `user ${id}`;
}
