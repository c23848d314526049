import { type Effects, type Millis } from '@hansom/platform-context';

import { type ContractDefinition, type HandlersOf } from './contract.ts';
import { type Endpoint, endpointsOf } from './endpoint.ts';
import { compose, type ServerFunction, type ServerInterceptor } from './interceptors.ts';
import { routeOf } from './route.ts';
import { type Failure, type Serving } from './served-call.ts';
import { refuseTooLate } from './too-late.ts';
import { type Route, type ServerTransport } from './transport.ts';

/** A contract with its handlers, as `createServer` takes it. */
export interface Served {
  readonly endpoints: readonly (readonly [Endpoint, ServerFunction])[];
}

export interface ServerOptions {
  /** The serving service: the first half of the codes of its errors. */
  service: string;
  effects: Effects;
  contracts: readonly Served[];
  transport: ServerTransport;
  interceptors?: readonly ServerInterceptor[];
  /** How long an RPC takes lately, in the mean; undefined: not known. A call that has less left is refused, as is one with less than promised. */
  liveMeanMs?: (endpoint: Endpoint) => Millis | undefined;
  /** Told of everything that broke in a handler, beside the log. Must not throw. */
  onFailure?: (failure: Failure) => void;
}

export interface RpcServer {
  /** Resolves when it can be reached, at `address`. */
  start(): Promise<{ address: string }>;
  /**
   * Takes no new calls, ends streams at once with UNAVAILABLE `<service>.draining` (their clients open them elsewhere), lets calls
   * in flight finish, and ends what is left of them after `graceMs`; resolves a second later at the latest. Idempotent.
   */
  close(options: { graceMs: Millis }): Promise<void>;
}

/** What is cut off is gone within that, or goes with the process. */
const STOPS_WITHIN_MS: Millis = 1_000;

/** Binds handlers to their contract. Throws a TypeError when one is missing. */
export function serve<D extends ContractDefinition>(contract: D, handlers: HandlersOf<D>): Served {
  const functions: Readonly<Record<string, unknown>> = handlers;
  const endpoints = Object.entries<Endpoint>(endpointsOf(contract)).map(([key, endpoint]) => {
    const handler = functions[key];
    if (typeof handler !== 'function') throw new TypeError(`${endpoint.path} has no handler`);
    return [endpoint, handler as ServerFunction] as const; // its own types are those of the endpoint's messages
  });
  return { endpoints };
}

/**
 * Serves contracts over a transport. A handler gets a call whose deadline is the client's, and which is cancelled when the
 * client gives up or the time is over. Whatever a handler does - throw, reject, answer nonsense, never settle - is
 * answered with a status, and does not end the process.
 */
export function createServer(options: ServerOptions): RpcServer {
  const { service, effects, transport, onFailure } = options;
  const serving: Serving = {
    service,
    effects,
    onFailure,
    draining: false,
    inFlight: new Set(),
    streams: new Set(),
  };
  const routes = routesOf(options, serving);
  let closing: Promise<void> | undefined;
  return {
    start: () => transport.start(service, routes),
    close: ({ graceMs }) => (closing ??= close(graceMs)),
  };

  async function close(graceMs: Millis): Promise<void> {
    serving.draining = true;
    for (const stream of serving.streams) stream.abandon();
    const drained = transport.drain();
    await within(drained, graceMs);
    for (const call of serving.inFlight) call.abandon();
    transport.stop();
    await within(drained, STOPS_WITHIN_MS); // a peer that has frozen keeps its connection open, and nothing tells of its end
  }

  async function within(done: Promise<void>, most: Millis): Promise<void> {
    const enough = new AbortController();
    await Promise.race([done, effects.timers.sleep(most, enough.signal)]);
    enough.abort();
  }
}

function routesOf(options: ServerOptions, serving: Serving): ReadonlyMap<string, Route> {
  const { interceptors = [] } = options;
  const routes = new Map<string, Route>();
  for (const [endpoint, handler] of options.contracts.flatMap((contract) => contract.endpoints)) {
    if (routes.has(endpoint.path)) throw new TypeError(`${endpoint.path} is served twice`);
    const handle = compose(interceptors, endpoint, inTime(endpoint, handler, options));
    routes.set(endpoint.path, routeOf(endpoint, handle, serving));
  }
  return routes;
}

/** Innermost, so that interceptors see what it refuses, and what time they took is counted. */
function inTime(
  endpoint: Endpoint,
  handler: ServerFunction,
  { service, liveMeanMs }: ServerOptions,
): ServerFunction {
  return (request, call) => {
    refuseTooLate(endpoint, service, { call, liveMeanMs: liveMeanMs?.(endpoint) });
    return handler(request, call);
  };
}
