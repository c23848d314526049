import { z } from '@hansom/platform-config';
import { type HansomError } from '@hansom/platform-errors';

import { ANSWER_HEADERS, type AnswerHeader } from '../exchange/answer-headers.ts';
import { PROBLEM_TYPE, problemOf } from '../problems/problem.ts';
import { refusals } from '../problems/refusals.ts';
import { refusalsOfRoute } from '../problems/refusals-of-route.ts';
import { TITLES } from '../problems/titles.ts';
import { type RouteDefinition } from '../routes/route.ts';
import { type Json, type Schemas } from './schemas.ts';

const COUNTED: readonly AnswerHeader[] = ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'];
const NUMBERS: readonly AnswerHeader[] = [...COUNTED, 'Retry-After'];
const PROBLEM_CONTENT = { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } };

/** The responses of a document: what routes answer, and with what a gateway refuses what they take. A refusal that many share is a component. */
export class Responses {
  readonly components: Record<string, Json> = {};
  readonly headers: Record<string, Json> = headerComponents();

  constructor(
    private readonly service: string,
    private readonly schemas: Schemas,
  ) {}

  /** By status. */
  of(route: RouteDefinition): Json {
    const refused = this.refusedBy(route);
    return {
      ...Object.fromEntries(
        Object.entries(route.answers).map(([status, schema]) => [status, this.success(route, schema)]),
      ),
      ...(route.etag && route.method === 'GET' && { 304: NOT_MODIFIED }),
      ...Object.fromEntries(
        [...refused].map(([status, problems]) => [status, this.refusal(status, problems)]),
      ),
      default: otherProblem(route, [...refused.values()].flat()),
    };
  }

  private success(route: RouteDefinition, schema: z.ZodType): Json {
    const { summary, etag, location, idempotent } = route;
    const headers: AnswerHeader[] = [
      ...(etag ? (['ETag'] as const) : []),
      ...(location ? (['Location'] as const) : []),
      ...(idempotent ? (['Idempotency-Replayed'] as const) : []),
    ];
    return {
      description: summary,
      headers: refsTo([...headers, ...COUNTED]),
      ...(hasBody(schema) && {
        content: { 'application/json': { schema: this.schemas.of(schema, 'output') } },
      }),
    };
  }

  /** The gateway's refusals, and those of the route's own that have a status of their own, by status. */
  private refusedBy(route: RouteDefinition): Map<number, Told[]> {
    const refused = refusalsOfRoute(route, refusals(this.service)).map((error) => told(error));
    const shown = (route.unauthenticated ?? []).map((code) => ({ status: 401, code, headers: [] }));
    const byStatus = new Map<number, Told[]>();
    for (const problem of [...shown, ...refused].sort((a, b) => a.status - b.status))
      byStatus.set(problem.status, [...(byStatus.get(problem.status) ?? []), problem]);
    return byStatus;
  }

  private refusal(status: number, problems: readonly Told[]): Json {
    const codes = problems.map(({ code }) => code);
    const name = codes.map((code) => code.replace(`${this.service}.`, '')).join('-');
    this.components[name] ??= {
      description: `${TITLES[status]}, such as ${codes.join(', ')}.`,
      headers: refsTo([...problems.flatMap(({ headers }) => headers), ...COUNTED]),
      content: PROBLEM_CONTENT,
      'x-hansom-errors': codes,
    };
    return { $ref: `#/components/responses/${name}` };
  }
}

/** A problem as far as a document tells it. */
interface Told {
  readonly status: number;
  readonly code: string;
  readonly headers: readonly AnswerHeader[];
}

const NOT_MODIFIED: Json = {
  description: 'What `If-None-Match` names is still the version.',
  headers: refsTo(['ETag', ...COUNTED]),
};

function told(error: HansomError): Told {
  const { status, headers } = problemOf(error, { service: '', traceId: undefined });
  const names = Object.keys(ANSWER_HEADERS) as AnswerHeader[]; // its own keys
  return { status, code: error.code, headers: names.filter((name) => name.toLowerCase() in headers) };
}

/** What services behind the gateway refuse, and what nobody meant. */
function otherProblem({ errors = [], idempotent }: RouteDefinition, refused: readonly Told[]): Json {
  const others = errors.filter((code) => refused.every((problem) => problem.code !== code));
  const replayed: AnswerHeader[] = idempotent ? ['Idempotency-Replayed'] : [];
  return {
    description: others.length > 0 ? `A problem, such as ${others.join(', ')}.` : 'A problem.',
    headers: refsTo([...replayed, 'Retry-After', ...COUNTED]),
    content: PROBLEM_CONTENT,
  };
}

function refsTo(headers: readonly AnswerHeader[]): Json {
  return Object.fromEntries(headers.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

function headerComponents(): Record<string, Json> {
  const entries = Object.entries(ANSWER_HEADERS).map(([name, description]) => {
    const type = NUMBERS.includes(name as AnswerHeader) ? 'integer' : 'string';
    return [name, { description, schema: { type } }] as const;
  });
  return Object.fromEntries(entries);
}

export function hasBody(schema: z.ZodType): boolean {
  return !(schema instanceof z.ZodUndefined);
}
