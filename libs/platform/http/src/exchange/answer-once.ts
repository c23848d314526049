import { hash } from 'node:crypto';

import { HansomError, isPassing } from '@hansom/platform-errors';

import { etagOf, lists } from '../conditions/if-match.ts';
import { type Execution } from '../idempotency/idempotency-keys.ts';
import { type Idempotency, idempotencyOf, type KeyScope } from '../idempotency/idempotency.ts';
import { problemOf, type WireAnswer } from '../problems/problem.ts';
import { type AnyAnswer } from '../routes/handler.ts';
import { type AnyRequest } from './checked-route.ts';
import { type Edge } from './edge.ts';
import { encodeAnswer, headersOf } from './encode-answer.ts';
import { headerOf, type Incoming, isExposed } from './incoming.ts';
import { type Exchange, timeOf } from './exchange.ts';

const KEY = /^[\x21-\x7e]{1,100}$/;

/** Has the request answered by its handler, once under a key where its route takes one. */
export async function answerOnce(edge: Edge, exchange: Exchange, request: AnyRequest): Promise<WireAnswer> {
  const { route } = exchange.checked;
  if (!route.idempotent || !request.user) return execute(exchange, request, undefined);
  const key = headerOf(exchange.incoming, 'idempotency-key') ?? '';
  if (!KEY.test(key)) throw edge.refuse.keyMissing();
  const scope: KeyScope = { caller: request.user.id, operation: route.operation, key };
  return answerUnder(scope, { edge, exchange, request });
}

interface Parts {
  edge: Edge;
  exchange: Exchange;
  request: AnyRequest;
}

async function answerUnder(scope: KeyScope, { edge, exchange, request }: Parts): Promise<WireAnswer> {
  const { keys, refuse } = edge;
  if (!keys) throw new TypeError('a route takes keys, and the gateway has no table for them');
  const { incoming, checked } = exchange;
  const deadlineMs = timeOf(checked.route);
  const taken = await keys.take({ ...scope, hash: hashOf(incoming, request), deadlineMs });
  if (taken.outcome === 'reused') throw refuse.keyReused();
  if (taken.outcome === 'in_flight') throw refuse.keyInFlight();
  if (taken.outcome === 'replay') return replayed(taken.answer);
  const work = execute(exchange, request, idempotencyOf(scope, taken.since));
  return recorded(work, taken.execution, { edge, exchange, request });
}

/** The answer of the work, written down if it is final. */
async function recorded(work: Promise<WireAnswer>, execution: Execution, { edge, exchange }: Parts) {
  try {
    const answer = await work;
    await kept(() => execution.finish(answer), edge);
    return answer;
  } catch (error) {
    const final = isFinal(error) ? asProblem(error, edge, exchange) : undefined;
    await kept(() => (final ? execution.finish(final) : execution.release()), edge);
    throw error;
  }
}

/** What cannot be written down is executed again, under the same ids: no reason to keep the answer back. */
async function kept(write: () => Promise<void>, { effects }: Edge): Promise<void> {
  try {
    await write();
  } catch (error) {
    effects.log.warn('the answer under an idempotency key was not kept', { error });
  }
}

/** Whether asking again would be answered alike: not of what passes by itself, and not of what nobody meant. */
function isFinal(error: unknown): boolean {
  const isRefusal = error instanceof HansomError && error.callersFault && error.kind !== 'cancelled';
  return isRefusal && !isPassing(error);
}

function asProblem(error: unknown, { service, telemetry }: Edge, { call }: Exchange): WireAnswer {
  return problemOf(error, { service, traceId: telemetry.traceOf(call)?.traceId });
}

function replayed(answer: WireAnswer): WireAnswer {
  return { ...answer, headers: { ...answer.headers, 'idempotency-replayed': 'true' } };
}

async function execute(
  { checked, call, incoming }: Exchange,
  { rawBody: _, ...request }: AnyRequest,
  idempotency: Idempotency | undefined,
): Promise<WireAnswer> {
  const { route, handle } = checked.implemented;
  // Its own schemas made the request: this is where the types of all routes meet.
  const answer = await handle({ ...request, idempotency } as never, call);
  return unlessKnown(incoming, answer) ?? encodeAnswer(route, answer, { secure: isExposed(incoming) });
}

/** 304 for whoever has this version already (RFC 9110, 13.1.2), who goes on keeping it by what the 200 would have said. */
function unlessKnown(incoming: Incoming, answer: AnyAnswer): WireAnswer | undefined {
  const { etag, status } = answer;
  const { method } = incoming;
  const known = headerOf(incoming, 'if-none-match');
  const isRead = status === 200 && (method === 'GET' || method === 'HEAD');
  if (etag === undefined || known === undefined || !isRead) return undefined;
  if (!lists(known, etagOf(etag), true)) return undefined;
  return { status: 304, headers: headersOf(answer, { secure: isExposed(incoming) }), body: undefined };
}

function hashOf({ url }: Incoming, { rawBody }: AnyRequest): string {
  return hash('sha256', `${url}\n${JSON.stringify(ordered(rawBody))}`, 'base64url');
}

/** The same members in one order: a repeat may write them in another. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, ordered(member)]),
  );
}
