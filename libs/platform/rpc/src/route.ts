import { type Effects, monotonicInstant } from '@hansom/platform-context';
import { type ErrorKind, HansomError } from '@hansom/platform-errors';

import { parseBaggage } from './baggage.ts';
import { type Call, type Caller, CallScope } from './call.ts';
import { decodeMessage, encodeMessage, MAX_MESSAGE_BYTES } from './codec.ts';
import { budgetOf, type Endpoint, LONGEST_BUDGET } from './endpoint.ts';
import { type ServerFunction } from './interceptors.ts';
import { statusOf } from './status.ts';
import { type Answer, CALLER_HEADER, type IncomingRequest, type Outcome, type Route } from './transport.ts';

/** Something broke while an RPC was served: not an error that its handler meant to throw. */
export interface Failure {
  readonly endpoint: Endpoint;
  readonly caller: Caller;
  readonly error: unknown;
}

/** What the routes of a server share. */
export interface Serving {
  readonly service: string;
  readonly effects: Effects;
  /** Takes no new calls. */
  draining: boolean;
  readonly inFlight: Set<Exchange>;
  readonly onFailure: ((failure: Failure) => void) | undefined;
}

/** Serves one RPC with `handle`: its handler within its interceptors. */
export function routeOf(endpoint: Endpoint, handle: ServerFunction, serving: Serving): Route {
  const budget = budgetOf(endpoint);
  return (request, answer) => {
    const timeoutMs = Math.min(request.timeoutMs ?? budget, LONGEST_BUDGET);
    const exchange = new Exchange(endpoint, serving, { request, timeoutMs, answer });
    exchange.run(handle);
    return () => exchange.call.cancel();
  };
}

/** One request and its answer: given exactly once, at the deadline at the latest, whatever the handler does. */
export class Exchange {
  readonly call: CallScope;
  private answer: Answer | undefined;

  constructor(
    private readonly endpoint: Endpoint,
    private readonly serving: Serving,
    private readonly incoming: { request: IncomingRequest; timeoutMs: number; answer: Answer },
  ) {
    const { request, timeoutMs, answer } = incoming;
    this.answer = answer;
    this.call = new CallScope(serving.effects, {
      name: serving.service,
      endpoint,
      deadline: monotonicInstant(serving.effects.monotonic.now() + timeoutMs),
      caller: { service: request.header(CALLER_HEADER) },
      baggage: parseBaggage(request.header('baggage')),
      header: (name) => request.header(name),
    });
  }

  run(handle: ServerFunction): void {
    if (this.serving.draining)
      return this.refuse(this.error('unavailable', 'draining', 'this instance stops'));
    this.serving.inFlight.add(this);
    this.call.onCancel(() => this.refuse(this.call.cancellation()));
    try {
      const result = handle(this.decode(), this.call);
      if (!isThenable(result)) return this.succeed(result);
      result.then(
        (response) => this.succeed(response),
        (error: unknown) => this.fail(error),
      );
    } catch (error) {
      this.fail(error);
    }
  }

  /** Ends the call because its server stops. */
  abandon(): void {
    this.refuse(this.error('unavailable', 'stopped', 'this instance stopped before it was done'));
    this.call.cancel();
  }

  private succeed(response: unknown): void {
    if (!this.answer) return;
    try {
      const message = encodeMessage(this.endpoint.response, response);
      if (message.length <= MAX_MESSAGE_BYTES) return this.finish({ message });
      const description = `the response is over ${MAX_MESSAGE_BYTES} bytes`;
      this.fail(this.error('internal', 'response_too_large', description));
    } catch (error) {
      this.fail(error);
    }
  }

  private fail(error: unknown): void {
    if (isBroken(error, this.call)) this.report(error);
    const description = `${this.endpoint.method} failed`; // says nothing of how: that is for the log
    this.refuse(error instanceof HansomError ? error : this.error('internal', 'internal', description));
  }

  private refuse(error: HansomError | undefined): void {
    if (error && this.answer) this.finish({ status: statusOf(error, this.serving.service) });
  }

  private finish(outcome: Outcome): void {
    const answer = this.answer;
    this.answer = undefined;
    this.serving.inFlight.delete(this);
    answer?.(outcome);
    this.call.end();
  }

  private decode(): unknown {
    try {
      return decodeMessage(this.endpoint.request, this.incoming.request.message);
    } catch {
      const description = `the request is not a message of ${this.endpoint.method}`;
      throw this.error('invalid_argument', 'malformed_request', description);
    }
  }

  private error(kind: ErrorKind, reason: string, description: string): HansomError {
    return new HansomError(kind, `${this.serving.service}.${reason}`, { description });
  }

  private report(error: unknown): void {
    const { endpoint, call, serving } = this;
    serving.effects.log.error('rpc failed', { rpc: endpoint.path, caller: call.caller.service, error });
    serving.onFailure?.({ endpoint, caller: call.caller, error });
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** Not an error that a handler, or a service behind it, meant to throw. */
function isBroken(error: unknown, call: Call): boolean {
  if (error instanceof HansomError) return error.kind === 'internal' && error.origin === undefined;
  return !(call.cancelled && error instanceof Error && error.name === 'AbortError');
}
