import { type Buffer } from 'node:buffer';

import { type Effects, type Millis, monotonicInstant } from '@hansom/platform-context';
import { type ErrorKind, HansomError } from '@hansom/platform-errors';

import { parseBaggage } from './baggage.ts';
import { type Call, type Caller, CallScope } from './call.ts';
import { decodeMessage, encodeMessage, MAX_MESSAGE_BYTES } from './codec.ts';
import { type Endpoint } from './endpoint.ts';
import { statusOf, type WireStatus } from './status.ts';
import { type IncomingCall } from './transport.ts';

/** Something broke while an RPC was served: not an error that its handler meant to throw. */
export interface Failure {
  readonly endpoint: Endpoint;
  readonly caller: Caller;
  readonly error: unknown;
}

/** A call that its server still works on. */
export interface InFlight {
  /** Ends it because its server stops. */
  abandon(): void;
}

/** What the routes of a server share. */
export interface Serving {
  readonly service: string;
  readonly effects: Effects;
  /** Takes no new calls. */
  draining: boolean;
  readonly inFlight: Set<InFlight>;
  /** Those that would never end by themselves. */
  readonly streams: Set<InFlight>;
  readonly onFailure: ((failure: Failure) => void) | undefined;
}

/** One call as its server sees it: its messages and its errors, of whatever kind it is. */
export class ServedCall {
  readonly scope: CallScope;

  constructor(
    readonly endpoint: Endpoint,
    readonly serving: Serving,
    { request, timeoutMs }: { request: IncomingCall; timeoutMs: Millis },
  ) {
    const { effects, service } = serving;
    this.scope = new CallScope(effects, {
      name: service,
      endpoint,
      deadline: monotonicInstant(effects.monotonic.now() + timeoutMs),
      caller: request.caller,
      baggage: parseBaggage(request.header('baggage')),
      header: (name) => request.header(name),
    });
  }

  decode(bytes: Uint8Array): unknown {
    try {
      return decodeMessage(this.endpoint.request, bytes);
    } catch {
      const description = `the request is not a message of ${this.endpoint.method}`;
      throw this.error('invalid_argument', 'malformed_request', description);
    }
  }

  encode(response: unknown): Buffer {
    const message = encodeMessage(this.endpoint.response, response);
    if (message.length <= MAX_MESSAGE_BYTES) return message;
    throw this.error('internal', 'response_too_large', `the response is over ${MAX_MESSAGE_BYTES} bytes`);
  }

  error(kind: ErrorKind, reason: string, description: string): HansomError {
    return new HansomError(kind, `${this.serving.service}.${reason}`, { description });
  }

  draining(): HansomError {
    return this.error('unavailable', 'draining', 'this instance stops');
  }

  /** What tells the client of `error`. Something that broke is reported, and the client is told nothing of it. */
  statusOf(error: unknown): WireStatus {
    if (isBroken(error, this.scope)) this.report(error);
    const told = error instanceof HansomError ? error : this.internal();
    return statusOf(told, this.serving.service);
  }

  private internal(): HansomError {
    return this.error('internal', 'internal', `${this.endpoint.method} failed`); // how is for the log
  }

  private report(error: unknown): void {
    const { endpoint, scope, serving } = this;
    serving.effects.log.error('rpc failed', { rpc: endpoint.path, caller: scope.caller.service, error });
    serving.onFailure?.({ endpoint, caller: scope.caller, error });
  }
}

/** Not an error that a handler, or a service behind it, meant to throw. */
function isBroken(error: unknown, call: Call): boolean {
  if (error instanceof HansomError) return error.kind === 'internal' && error.origin === undefined;
  return !(call.cancelled && error instanceof Error && error.name === 'AbortError');
}
