import { HansomError } from '@hansom/platform-errors';

import { type RouteDefinition } from '../routes/route.ts';
import { HttpError } from './http-error.ts';

/**
 * What is told of `error` by a route where people show who they are: 401 for the codes that it names so. Among services those are of another
 * kind, since there `unauthenticated` says that a service is not let in.
 */
export function toldBy({ unauthenticated = [] }: RouteDefinition, error: unknown): unknown {
  if (!(error instanceof HansomError && unauthenticated.includes(error.code))) return error;
  const { code, description, context, fields } = error;
  return new HttpError(401, code, { description, context, fields, cause: error });
}
