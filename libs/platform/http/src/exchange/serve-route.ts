import { type Millis, monotonicInstant } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { actAs, baggageOf } from '@hansom/platform-identity';
import { type CallScope, rootCall } from '@hansom/platform-rpc';
import { FORCE_TRACE_HEADER } from '@hansom/platform-telemetry';

import { setCookie } from '../cookies/cookies.ts';
import { problemOf, type WireAnswer } from '../problems/problem.ts';
import { toldBy } from '../problems/unauthenticated.ts';
import { type RouteDefinition } from '../routes/route.ts';
import { SERVER_LIMITS } from '../serving/server-limits.ts';
import { answerOnce } from './answer-once.ts';
import { authenticate } from './authenticate.ts';
import { checkOrigin } from './check-origin.ts';
import { type Edge } from './edge.ts';
import { headerOf, type Incoming, isExposed } from './incoming.ts';
import { type Arrival, type Exchange, timeOf } from './exchange.ts';
import { limitRate } from './limit-rate.ts';
import { type SignedIn } from './signed-in.ts';
import { untilOver } from './until-over.ts';

const TRACE_ID_HEADER = 'x-hansom-trace-id';

/**
 * Answers a request of a route, whatever it is and whatever becomes of it: a trace and a call with a deadline around it, then who asks,
 * whether they may, what they ask, the handler with the time of its route, the answer. Never rejects.
 */
export async function serveRoute(
  edge: Edge,
  { incoming, checked, admitted, onGone }: Arrival,
): Promise<WireAnswer> {
  const { route } = checked;
  const call = rootCall(edge.effects, { name: edge.service, deadlineMs: longestOf(route) });
  const exchange: Exchange = { incoming, checked, call, headers: {} };
  onGone(() => call.cancel());
  try {
    const work = workOf(incoming, route);
    const run = (): Promise<WireAnswer> => untilOver(call, answerOf(edge, exchange, admitted));
    return withHeaders(exchange, edge, await edge.telemetry.within(call, work, run));
  } catch (error) {
    report(edge, exchange, error);
    const traceId = edge.telemetry.traceOf(call)?.traceId;
    return withHeaders(exchange, edge, problemOf(toldBy(route, error), { service: edge.service, traceId }));
  } finally {
    call.end();
  }
}

async function answerOf(edge: Edge, exchange: Exchange, admitted: boolean): Promise<WireAnswer> {
  if (!admitted) throw edge.refuse.overloaded();
  const { incoming, checked } = exchange;
  checkOrigin(incoming, edge);
  const { signedIn, refusal, cookie, lapsed } = await authenticate(incoming, checked.route.access, edge);
  if (lapsed) forget(edge, exchange);
  await limitRate(edge, exchange, signedIn?.user); // who is refused is counted too: a guess is not free
  if (refusal) throw refusal;
  const request = { ...(await checked.read(incoming, signedIn?.user)), cookie };
  const scope = workOn(exchange, edge, signedIn);
  return untilOver(scope, answerOnce(edge, { ...exchange, call: scope }, request));
}

/** With the time that the server gives a body to arrive in. */
function longestOf(route: RouteDefinition): Millis {
  return timeOf(route) + (route.body ? SERVER_LIMITS.requestTimeout : 0);
}

/** Has the browser forget a cookie that is nobody's, whatever it is answered. */
function forget({ cookie }: Edge, { headers, incoming }: Exchange): void {
  if (cookie) headers['set-cookie'] = setCookie(cookie.name, undefined, { secure: isExposed(incoming) });
}

/** The part of the call that begins when all of the request is there. Its baggage is that of the token: none is let in from outside. */
function workOn({ call, checked }: Exchange, { effects }: Edge, signedIn: SignedIn | undefined): CallScope {
  const deadline = monotonicInstant(effects.monotonic.now() + timeOf(checked.route));
  if (!signedIn) return call.fork({ deadline });
  const scope = call.fork({ deadline, baggage: baggageOf(signedIn.user) });
  actAs(scope, signedIn.user, signedIn.token);
  return scope;
}

function workOf(incoming: Incoming, { method, path }: RouteDefinition) {
  return {
    name: `${method} ${path}`,
    kind: 'server',
    attributes: { 'http.request.method': method, 'http.route': path },
    traceparent: headerOf(incoming, 'traceparent'),
    tracestate: headerOf(incoming, 'tracestate'),
    forced: isForced(incoming),
    counted: true,
  } as const;
}

function isForced(incoming: Incoming): boolean {
  return headerOf(incoming, FORCE_TRACE_HEADER) === '1';
}

function withHeaders({ headers, incoming, call }: Exchange, edge: Edge, answer: WireAnswer): WireAnswer {
  const traceId = isForced(incoming) ? edge.telemetry.traceOf(call)?.traceId : undefined;
  return {
    ...answer,
    headers: { ...headers, ...(traceId !== undefined && { [TRACE_ID_HEADER]: traceId }), ...answer.headers },
  };
}

/** Once, here: whoever threw it did not log it. */
function report({ effects: { log }, telemetry }: Edge, { checked, call }: Exchange, error: unknown): void {
  if (error instanceof HansomError && error.callersFault) return;
  const traceId = telemetry.traceOf(call)?.traceId;
  const fields = { operation: checked.route.operation, traceId, error };
  if (error instanceof HansomError && error.kind !== 'internal') return log.warn('a request failed', fields);
  log.error('a request failed', fields);
}
