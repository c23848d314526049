import { type Call } from './call.ts';
import { type Endpoint } from './endpoint.ts';
import { type Headers } from './transport.ts';

/** A call being served, as interceptors see it. */
export interface ServerCall extends Call {
  /** A header that came with the request. */
  header(name: string): string | undefined;
}

/** A call being sent, as interceptors see it. */
export interface ClientCall extends Call {
  /** What has been set so far. */
  readonly headers: Headers | undefined;
  /** Sends a header along: a lower-case name, a value of printable ASCII. Throws a TypeError for anything else. */
  setHeader(name: string, value: string): void;
  /** The instance that is to serve the call; undefined: any. */
  readonly target: string | undefined;
  /**
   * Sends the call to what the transport finds under `name` in place of the service: `<instance>.<service>`. It is still checked
   * to be that service. Throws a TypeError for what is no name.
   */
  setTarget(name: string): void;
}

/**
 * An RPC being served. Unary: a message in, a message or its promise out. Streams: an async iterable in place of each side
 * that is one; the function runs at the opening.
 */
export type ServerFunction = (request: unknown, call: ServerCall) => unknown;

/** An RPC being sent: resolves with the answer, or with the async iterable of the answers of a stream that was opened. */
export type ClientFunction = (request: unknown, call: ClientCall) => Promise<unknown>;

/**
 * Wraps every RPC of a server: the first of a list sees a request first and its answer last. It is applied once an
 * endpoint, so what it derives from the endpoint it derives outside the function that it returns.
 * A request that cannot be decoded is refused before any interceptor sees it.
 */
export type ServerInterceptor = (endpoint: Endpoint, next: ServerFunction) => ServerFunction;

/**
 * Wraps every RPC of a client: all its attempts as one of `interceptors`, each attempt as one of `attemptInterceptors`. The first
 * of a list sees a request first and its answer last.
 */
export type ClientInterceptor = (endpoint: Endpoint, next: ClientFunction) => ClientFunction;

export function compose<F>(
  interceptors: readonly ((endpoint: Endpoint, next: F) => F)[],
  endpoint: Endpoint,
  innermost: F,
): F {
  return interceptors.reduceRight((next, interceptor) => interceptor(endpoint, next), innermost);
}

/** A value that interceptors attach to a call; whatever happens below that call sees it too. */
export interface CallAttribute<T> {
  set(call: Call, value: T): void;
  get(call: Call): T | undefined;
}

export function callAttribute<T extends NonNullable<unknown>>(): CallAttribute<T> {
  const values = new WeakMap<Call, T>();
  return {
    set: (call, value) => void values.set(call, value),
    get: (call) => {
      for (let at: Call | undefined = call; at; at = at.parent) {
        const value = values.get(at);
        if (value !== undefined) return value;
      }
      return undefined;
    },
  };
}
