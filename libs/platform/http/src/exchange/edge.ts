import { type Effects } from '@hansom/platform-context';
import { type TokenVerifier } from '@hansom/platform-identity';
import { type RateLimiter } from '@hansom/platform-limits';
import { type Telemetry } from '@hansom/platform-telemetry';

import { type CookieIdentity } from '../cookies/cookie-identity.ts';
import { type IdempotencyKeys } from '../idempotency/idempotency-keys.ts';
import { type Refusals } from '../problems/refusals.ts';
import { type RatePolicy } from '../routes/route.ts';

/** What all routes of a gateway have in common. */
export interface Edge {
  /** The gateway: the first half of the codes of what it refuses. */
  readonly service: string;
  /** Its listener's name: the requests of each are counted apart. */
  readonly name: string;
  readonly effects: Effects;
  readonly telemetry: Pick<Telemetry, 'within' | 'traceOf'>;
  readonly verifier: TokenVerifier;
  /** Undefined: only tokens tell who asks. */
  readonly cookie: CookieIdentity | undefined;
  readonly refuse: Refusals;
  /** Undefined: no route needs keys. */
  readonly keys: IdempotencyKeys | undefined;
  readonly rateLimiter: RateLimiter;
  /** For every route, counted together. Undefined: only what a route says itself. */
  readonly rateLimit: RatePolicy | undefined;
}
