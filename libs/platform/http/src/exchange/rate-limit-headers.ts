import { type Allowance } from '@hansom/platform-limits';

/** `RateLimit-*`, as draft-ietf-httpapi-ratelimit-headers-06 spells them. Times in whole seconds. */
export function rateLimitHeaders({ limit, remaining, resetMs }: Allowance): Record<string, string> {
  return {
    'ratelimit-limit': String(limit),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(Math.ceil(resetMs / 1000)),
  };
}
