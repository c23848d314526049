import {
  type CallOptions,
  type ClientOf,
  type OperationFacts,
  type OperationTypes,
  type RequestParts,
} from './operations.ts';
import { NoAnswer, type Problem, ProblemError } from './problem-error.ts';

export interface ClientOptions {
  /** `http://127.0.0.1:8080` */
  readonly baseUrl: string;
  /** Asked for at each call, so that it may be renewed meanwhile. Default: none. */
  readonly token?: () => string | undefined | Promise<string | undefined>;
  /** Real milliseconds. Default: 10,000. */
  readonly deadlineMs?: number;
  /** Default: the platform's. */
  readonly fetch?: typeof fetch;
}

const DEADLINE_MS = 10_000;

/** A client of the operations: what their types say is for the compiler, what their facts say is sent. It tries once. */
export function createClient<T extends Record<keyof T, OperationTypes>>(
  operations: Readonly<Record<keyof T & string, OperationFacts>>,
  options: ClientOptions,
): ClientOf<T> {
  const calls = Object.entries<OperationFacts>(operations).map(([operation, facts]) => [
    operation,
    (request: RequestParts = {}, call: CallOptions = {}) =>
      callOperation({ operation, facts, request, options, call }),
  ]);
  return Object.fromEntries(calls) as ClientOf<T>; // one function an operation, by the same keys
}

interface Sending {
  operation: string;
  facts: OperationFacts;
  request: RequestParts;
  options: ClientOptions;
  call: CallOptions;
}

async function callOperation(sending: Sending): Promise<unknown> {
  const { status, headers, text } = await exchange(sending);
  sending.call.onAnswer?.({ status, headers });
  if (status >= 400) throw problemOf(sending.operation, { status, headers, text });
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}

interface Received {
  status: number;
  headers: Headers;
  text: string;
}

async function exchange(sending: Sending): Promise<Received> {
  const { options, call, operation } = sending;
  const deadline = AbortSignal.timeout(call.deadlineMs ?? options.deadlineMs ?? DEADLINE_MS);
  const signal = call.signal ? AbortSignal.any([call.signal, deadline]) : deadline;
  const send = options.fetch ?? fetch;
  const init = await initOf(sending);
  try {
    const response = await send(urlOf(sending), { ...init, signal });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (cause) {
    const reason = call.signal?.aborted ? 'given_up' : deadline.aborted ? 'deadline' : 'network';
    throw new NoAnswer(operation, reason, { cause });
  }
}

function urlOf({ facts, request, options }: Sending): string {
  const { params = {}, query = {} } = request;
  const path = facts.path.replaceAll(/\{([^}]+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  );
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value])
      if (each !== undefined) asked.append(name, String(each));
  }
  const question = asked.size > 0 ? `?${asked}` : '';
  return `${options.baseUrl.replace(/\/$/, '')}${path}${question}`;
}

async function initOf({ facts, request, options, call }: Sending): Promise<RequestInit> {
  const { body, idempotencyKey, ifMatch } = request;
  const token = call.token === undefined ? await options.token?.() : call.token;
  const headers = {
    ...request.headers,
    authorization: token ? `Bearer ${token}` : undefined,
    'content-type': body === undefined ? undefined : 'application/json',
    'idempotency-key': idempotencyKey,
    'if-match': ifMatch,
  };
  return {
    method: facts.method,
    headers: Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
}

/** Whatever stands between us and the API may answer as well, and not in its words. */
function problemOf(operation: string, { status, headers, text }: Received): ProblemError {
  const retryAfter = Number(headers.get('retry-after') ?? NaN);
  const retryAfterMs = retryAfter >= 0 ? retryAfter * 1000 : undefined;
  return new ProblemError(operation, parsed(text) ?? strange(status), retryAfterMs);
}

function parsed(text: string): Problem | undefined {
  try {
    const told: unknown = JSON.parse(text);
    const isProblem =
      typeof told === 'object' && told !== null && 'code' in told && typeof told.code === 'string';
    return isProblem ? (told as Problem) : undefined;
  } catch {
    return undefined;
  }
}

function strange(status: number): Problem {
  const code = `http.status_${status}`;
  return {
    type: `/problems/${code}`,
    title: code,
    status,
    detail: 'the answer is no problem document',
    code,
  };
}
