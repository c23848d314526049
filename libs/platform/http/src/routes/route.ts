import { type z } from '@hansom/platform-config';
import { type Millis } from '@hansom/platform-context';
import { type Rate } from '@hansom/platform-limits';

import { type Access } from './access.ts';
import { checkRoute } from './check-route.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** How often a caller may ask. */
export interface RatePolicy extends Rate {
  /** Whose requests are counted together. Default: the user's where there is one, else the address's. */
  readonly by?: 'user' | 'address';
}

/** What is known of a route before any of it runs: its document, its validators, its client come from here. */
export interface RouteDefinition {
  readonly method: Method;
  /** With parameters in braces: `/v1/bookings/{bookingId}/cancel`. */
  readonly path: `/${string}`;
  /** camelCase and unique in its gateway: the method of the client, the name in documents, part of the scope of keys. */
  readonly operation: string;
  /** What it does, in a sentence for the developer of an app. */
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly access: Access;
  /** It takes an `Idempotency-Key`, and is executed once under one. Not for open routes: a key belongs to a user. */
  readonly idempotent?: boolean;
  /** It changes what somebody may have changed meanwhile: `If-Match` is needed, or heeded where it comes. */
  readonly ifMatch?: 'required' | 'optional';
  /** Its answers may tell the version of what they are, as `ETag`. */
  readonly etag?: true;
  /** Its answers may tell where that is which they made, as `Location`. */
  readonly location?: true;
  /** The parameters of the path, by name. */
  readonly params?: z.ZodObject;
  /** What may follow the question mark; values come as text, so numbers are `z.coerce.number()`. */
  readonly query?: z.ZodObject;
  /** Headers that it reads, in lower case. Others may come too. */
  readonly headers?: z.ZodObject;
  /** JSON. */
  readonly body?: z.ZodType;
  /** What it answers when it does what was asked, by status; `noContent` where there is no body. */
  readonly answers: Readonly<Record<number, z.ZodType>>;
  /** Codes of the problems that an app should know how to meet. What every route may answer is not repeated here. */
  readonly errors?: readonly string[];
  /** Those of `errors` that say that a person did not show who they are: told with 401, whatever kind they are of among services. */
  readonly unauthenticated?: readonly string[];
  /** On top of the gateway's. */
  readonly rateLimit?: RatePolicy;
  /** How long it may take once its body is there. Default: 4 s. */
  readonly deadlineMs?: Millis;
  /** Default: 64 KiB. */
  readonly maxBodyBytes?: number;
}

/**
 * Defines a route: data, checked once. Objects of its request are strict at any depth: members that it does not name are refused. Throws a
 * TypeError that lists what contradicts itself.
 */
export function route<const D extends RouteDefinition>(definition: D): D {
  checkRoute(definition);
  known.add(definition);
  return Object.freeze(definition);
}

/** Whether `route` made it. */
export function isRoute(value: unknown): value is RouteDefinition {
  return typeof value === 'object' && value !== null && known.has(value);
}

const known = new WeakSet<object>();
