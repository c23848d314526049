import { z } from '@hansom/platform-config';
import { type User } from '@hansom/platform-identity';
import { type Call } from '@hansom/platform-rpc';

import { type IfMatch } from '../conditions/if-match.ts';
import { type Idempotency } from '../idempotency/idempotency.ts';
import { type UserAccess } from './access.ts';
import { type RouteDefinition } from './route.ts';

/** For an answer that has no body: `answers: { 204: noContent }`. */
export const noContent = z.undefined();

type None = Readonly<Record<never, never>>;

/** What the schema under `K` gives, and nothing where there is none. */
type Read<D, K extends string> = D extends { readonly [P in K]: infer S extends z.ZodType }
  ? z.output<S>
  : None;

/** A request as its handler gets it: everything in it has been checked. */
export interface RouteRequest<D extends RouteDefinition> {
  readonly params: Read<D, 'params'>;
  readonly query: Read<D, 'query'>;
  readonly headers: Read<D, 'headers'>;
  readonly body: D extends { readonly body: infer S extends z.ZodType } ? z.output<S> : undefined;
  /** Of an open route: whoever showed a token. */
  readonly user: D['access'] extends UserAccess ? User : User | undefined;
  readonly idempotency: D extends { readonly idempotent: true } ? Idempotency : undefined;
  readonly ifMatch: D extends { readonly ifMatch: 'required' | 'optional' } ? IfMatch : undefined;
  /** Where it came from, as far as that is known. For limits, never for trust. */
  readonly address: string;
  /** The gateway's cookie as it was shown: only where it has one. Never logged. */
  readonly cookie: string | undefined;
}

/** What goes with any answer. */
export interface AnswerExtras {
  readonly headers?: Readonly<Record<string, string>>;
  /** Given to the browser, for no script and no other site; without a value it is forgotten. */
  readonly cookie?: { readonly name: string; readonly value: string | undefined };
}

type AnswerWith<Status, Body> = AnswerExtras & { readonly status: Status } & (undefined extends Body
    ? { readonly body?: Body }
    : { readonly body: Body });

/** What goes with answers where their route says so. */
interface Told {
  /** What is answered is this version of something: told as `ETag`, compared with `If-None-Match`. */
  readonly etag?: string | number;
  /** The path of what was made: told as `Location`. */
  readonly location?: string;
}

/** Those of `Told` that a route says. */
type ToldBy<D> = {
  readonly [K in keyof Told]: D extends { readonly [P in K]: true } ? Told[K] : undefined;
};

/** An answer that the route lists. Members that its schema does not name do not leave the house. */
export type RouteAnswer<D extends RouteDefinition> = {
  [S in keyof D['answers'] & number]: AnswerWith<S, z.input<D['answers'][S]>> & ToldBy<D>;
}[keyof D['answers'] & number];

/** Reads as: validate what only the domain can, one call or some in parallel, map. Refusals are thrown as HansomErrors. */
export type RouteHandler<D extends RouteDefinition> = (
  request: RouteRequest<D>,
  call: Call,
) => Promise<RouteAnswer<D>>;

/** A route with what it does. */
export interface Implemented<D extends RouteDefinition = RouteDefinition> {
  readonly route: D;
  readonly handle: RouteHandler<D>;
}

/** Any route of a gateway, when types have done their work: its request comes from its own schemas. */
export interface AnyImplemented {
  readonly route: RouteDefinition;
  readonly handle: (request: never, call: Call) => Promise<AnyAnswer>;
}

export interface AnyAnswer extends AnswerExtras, Told {
  readonly status: number;
  readonly body?: unknown;
}

/** Says what a route does. (The answer is a type of its own so that a status that is written down stays that number.) */
export function implement<D extends RouteDefinition, const A extends RouteAnswer<D>>(
  route: D,
  handle: (request: RouteRequest<D>, call: Call) => Promise<A>,
): Implemented<D> {
  return { route, handle };
}
