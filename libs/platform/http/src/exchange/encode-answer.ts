import { validateHeaderName, validateHeaderValue } from 'node:http';

import { type RouteDefinition } from '../routes/route.ts';
import { etagOf } from '../conditions/if-match.ts';
import { setCookie } from '../cookies/cookies.ts';
import { type WireAnswer } from '../problems/problem.ts';
import { type AnyAnswer } from '../routes/handler.ts';

/**
 * The answer as it leaves: what its schema names, and no more; a cookie over TLS only where `secure` says so. Throws a TypeError when a handler
 * answers what its route does not say.
 */
export function encodeAnswer(
  route: RouteDefinition,
  answer: AnyAnswer,
  { secure }: { secure: boolean },
): WireAnswer {
  const { status, body } = answer;
  const schema = Object.hasOwn(route.answers, status) ? route.answers[status] : undefined;
  if (!schema) throw new TypeError(`${route.operation} does not say that it answers ${status}`);
  const read = schema.safeParse(body);
  if (read.error) throw new TypeError(`${route.operation} answers what it should not`, { cause: read.error });
  return {
    status,
    headers: {
      ...(read.data !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
      ...headersOf(answer, { secure }),
    },
    body: read.data === undefined ? undefined : JSON.stringify(read.data),
  };
}

/** Those of an answer beside what its body brings: of a 304 they are all (RFC 9110, 15.4.5). */
export function headersOf(
  { headers = {}, etag, location, cookie }: AnyAnswer,
  { secure }: { secure: boolean },
): Record<string, string> {
  return {
    ...(etag !== undefined && { etag: etagOf(etag) }),
    ...(cookie && { 'set-cookie': setCookie(cookie.name, cookie.value, { secure }) }),
    ...checkedHeaders({ ...headers, ...(location !== undefined && { location }) }),
  };
}

/** By lower-case name. What cannot be sent is found here, where it can still be answered as a failure. */
function checkedHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return [name.toLowerCase(), value] as const;
  });
  return Object.fromEntries(entries);
}
