import { z } from '@hansom/platform-config';
import { type FieldViolation } from '@hansom/platform-errors';
import { type User } from '@hansom/platform-identity';

import { ifMatchOf, type IfMatch } from '../conditions/if-match.ts';
import { type Refusals } from '../problems/refusals.ts';
import { type AnyImplemented } from '../routes/handler.ts';
import { type RouteDefinition } from '../routes/route.ts';
import { headerOf, type Incoming } from './incoming.ts';
import { MAX_BODY_BYTES, readJson } from './read-body.ts';
import { strict } from './strict.ts';
import { type Part, validate } from './validate.ts';

/** A request as any handler gets it, but for its key. */
export interface AnyRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly headers: unknown;
  readonly body: unknown;
  /** The body as it came: what two requests under one key are compared by. */
  readonly rawBody: unknown;
  readonly user: User | undefined;
  /** Where the route heeds it. */
  readonly ifMatch: IfMatch | undefined;
  readonly address: string;
  readonly cookie: string | undefined;
}

/** A route whose validators have been made ready. */
export interface CheckedRoute {
  readonly implemented: AnyImplemented;
  readonly route: RouteDefinition;
  /** Reads and validates; throws what is wrong, of all parts at once. */
  read(incoming: Incoming, user: User | undefined): Promise<Omit<AnyRequest, 'cookie'>>;
}

const NOTHING = z.strictObject({});

/** Prepares a route once, so that nothing of it is done a second time at each request. */
export function checkedRoute(implemented: AnyImplemented, refuse: Refusals): CheckedRoute {
  const { route } = implemented;
  const { params, query, headers, body, maxBodyBytes = MAX_BODY_BYTES } = route;
  const schemas = {
    params: strict(params ?? NOTHING),
    query: strict(query ?? NOTHING),
    headers: headers ?? z.object({}),
    body: body && strict(body),
  };
  return {
    implemented,
    route,
    read: async (incoming, user) => {
      const ifMatch = route.ifMatch && ifMatchOf(headerOf(incoming, 'if-match'), refuse);
      if (route.ifMatch === 'required' && ifMatch?.header === undefined) throw refuse.preconditionRequired();
      const rawBody = schemas.body ? await readJson(incoming, maxBodyBytes, refuse) : undefined;
      const { values, violations } = validate(partsOf(schemas, incoming, rawBody));
      if (violations.length > 0) throw refuse.invalid(violations as FieldViolation[]);
      const { params, query, headers, body } = values;
      return { params, query, headers, body, rawBody, user, ifMatch, address: incoming.address };
    },
  };
}

interface Schemas extends Readonly<Record<'params' | 'query' | 'headers', z.ZodType>> {
  readonly body: z.ZodType | undefined;
}

function partsOf(schemas: Schemas, incoming: Incoming, rawBody: unknown): Part[] {
  const { params, query, headers, body } = schemas;
  return [
    { name: 'params', schema: params, input: incoming.params },
    { name: 'query', schema: query, input: incoming.query },
    { name: 'headers', schema: headers, input: incoming.headers },
    ...(body ? [{ name: 'body', schema: body, input: rawBody } as const] : []),
  ];
}
