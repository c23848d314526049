import { type FieldViolation, HansomError } from '@hansom/platform-errors';

import { HttpError } from './http-error.ts';
import { camelCase, camelPath } from './names.ts';
import { retryAfterOf } from './retry-after.ts';
import { TITLES } from './titles.ts';

export const PROBLEM_TYPE = 'application/problem+json';

/** What an app is told when it does not get what it asked for (RFC 9457). Further members are facts of the error, in camelCase. */
export interface Problem {
  /** `/problems/<code>` */
  readonly type: string;
  /** The same for all problems of a status. */
  readonly title: string;
  readonly status: number;
  /** A sentence for a developer. */
  readonly detail: string;
  /** `<service>.<reason>`: what an app decides by. */
  readonly code: string;
  /** What to name when asking for help. */
  readonly traceId?: string | undefined;
  /** Every field that broke a rule, when that is what was wrong. */
  readonly errors?: readonly FieldViolation[] | undefined;
  readonly [fact: string]: unknown;
}

/** An answer that has become bytes. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON; undefined: none. */
  readonly body: string | undefined;
}

interface Teller {
  /** The gateway: the first half of the code of what nobody meant to throw. */
  readonly service: string;
  readonly traceId: string | undefined;
}

const NUMERIC = new Set(['version']);

/** What the caller is told of `error`: of what is not the caller's fault, the code and nothing more. */
export function problemOf(error: unknown, { service, traceId }: Teller): WireAnswer {
  const known = error instanceof HansomError ? error : internal(service);
  const status = known.httpStatus;
  const problem: Problem = {
    ...factsOf(known), // first: what follows is not for them to say
    type: `/problems/${known.code}`,
    title: TITLES[status] ?? 'The request failed',
    status,
    detail: detailOf(known),
    code: known.code,
    traceId,
    errors: known.fields.length > 0 ? fieldsOf(known) : undefined,
  };
  return {
    status,
    headers: { 'content-type': PROBLEM_TYPE, ...headersOf(known), ...retryAfterOf(known) },
    body: JSON.stringify(problem),
  };
}

function internal(service: string): HansomError {
  return new HansomError('internal', `${service}.internal`, { description: '' });
}

/** The names of fields are those of the JSON that came, not those of the gRPC message that was made of it. */
function fieldsOf({ fields }: HansomError): FieldViolation[] {
  return fields.map(({ field, rule }) => ({ field: camelPath(field), rule }));
}

function detailOf(error: HansomError): string {
  if (!error.callersFault) return TITLES[error.httpStatus] ?? 'The request failed';
  const fields = fieldsOf(error).map(({ field, rule }) => `${field}: ${rule}`);
  return fields.length > 0 ? fields.join('; ') : error.description;
}

function factsOf({ callersFault, context }: HansomError): Record<string, unknown> {
  if (!callersFault) return {};
  const facts = Object.entries(context).map(([name, value]) => [
    camelCase(name),
    NUMERIC.has(name) && /^\d{1,15}$/.test(value) ? Number(value) : value,
  ]);
  return Object.fromEntries(facts) as Record<string, unknown>;
}

function headersOf(error: HansomError): Readonly<Record<string, string>> {
  return error instanceof HttpError ? error.headers : {};
}
