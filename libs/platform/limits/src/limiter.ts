import { type Effects, type Millis } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import {
  type Endpoint,
  type ServerCall,
  type ServerFunction,
  type ServerInterceptor,
} from '@hansom/platform-rpc';

import { AdaptiveLimit, type LimitBounds } from './adaptive-limit.ts';
import { Admission } from './admission.ts';
import { RunQueue } from './run-queue.ts';

export interface LimiterOptions {
  /** The serving service: the first half of the codes of its refusals. */
  service: string;
  effects: Effects;
  /** How late the event loop is. Asked at most ten times a second. Default: never late. `measureLoopLag` measures it. */
  loopLag?: () => Millis;
  /** Default: from 15 to 1000 calls, beginning with 30. */
  bounds?: LimitBounds;
  /** Runs what it is given in the next turn of the event loop. Default: setImmediate. */
  nextTurn?: (action: () => void) => void;
}

export interface LimiterFigures {
  /** Calls in flight that are allowed now. */
  readonly limit: number;
  /** Calls in flight, those included that wait for their turn. */
  readonly inFlight: number;
  /** Since the start. */
  readonly admitted: number;
  /** Since the start, by criticality: the first is level 0. */
  readonly refused: readonly number[];
}

export interface Limiter {
  /** Stands before all interceptors that cost something: what it refuses should be cheap. */
  readonly interceptor: ServerInterceptor;
  figures(): LimiterFigures;
}

const BOUNDS: LimitBounds = { start: 30, floor: 15, ceiling: 1000 };

/** What operators look at and orchestrators decide by when a service is in trouble. */
const NEVER_SHED = ['/grpc.health.', '/grpc.reflection.', '/hansom.platform.v1.AdminService/'];

/** Even the fastest endpoint may take this long before it counts as a strain: a hiccup of the machine is none. */
const LEAST_BEARABLE_MS: Millis = 50;

/**
 * Keeps a service at what it can bear: at most so many unary calls are in flight as the limit allows, which follows latency and
 * the event loop. Above that calls are refused, the least critical first, with `<service>.overloaded` (unavailable: another instance
 * may have room, and a client's retry budget keeps it from multiplying the load). A caller that has half of the limit in flight
 * while others want in is refused with `<service>.caller_over_share` (resource_exhausted: it is not to try again elsewhere).
 * A stream is refused or admitted when it is opened, and not counted from then on.
 */
export function limiter(options: LimiterOptions): Limiter {
  const { service, effects, loopLag = () => 0, bounds = BOUNDS, nextTurn = setImmediate } = options;
  const limit = new AdaptiveLimit(bounds, loopLag);
  const desk: Desk = {
    effects,
    limit,
    admission: new Admission(limit, effects.monotonic, service),
    queue: new RunQueue(effects.monotonic, nextTurn),
  };
  return {
    interceptor: (endpoint, next) => {
      if (NEVER_SHED.some((prefix) => endpoint.path.startsWith(prefix))) return next;
      return endpoint.kind === 'unary'
        ? limitUnary(endpoint, next, desk)
        : limitOpening(endpoint, next, desk);
    },
    figures: () => {
      const { inFlight, admitted, refused } = desk.admission;
      return { limit: limit.value, inFlight, admitted, refused: [...refused] };
    },
  };
}

interface Desk {
  readonly effects: Effects;
  readonly limit: AdaptiveLimit;
  readonly admission: Admission;
  readonly queue: RunQueue;
}

function limitOpening({ criticality }: Endpoint, next: ServerFunction, { admission }: Desk): ServerFunction {
  return (request, call) => {
    admission.check(criticality, call);
    return next(request, call);
  };
}

function limitUnary(endpoint: Endpoint, next: ServerFunction, desk: Desk): ServerFunction {
  const { admission, queue } = desk;
  return (request, call) => {
    admission.check(endpoint.criticality, call);
    const leave = stay(endpoint, call, desk);
    return new Promise((resolve, reject) => {
      const start = async (): Promise<void> => {
        try {
          resolve(await next(request, call));
          leave();
        } catch (error) {
          reject(error);
          leave(error);
        }
      };
      const dequeue = queue.add(endpoint.criticality, () => void start());
      call.onCancel(() => {
        if (dequeue()) reject(call.cancellation());
        leave(call.cancellation());
      });
    });
  };
}

/** Counts a call as in flight until the returned function is called, which takes note of how long it was. */
function stay(endpoint: Endpoint, call: ServerCall, desk: Desk): (error?: unknown) => void {
  const { effects, limit, admission } = desk;
  const bearable = Math.max(LEAST_BEARABLE_MS, endpoint.promise.p95Ms);
  const since = effects.monotonic.now();
  const leave = admission.enter(call);
  return (error) => {
    const { inFlight } = admission;
    if (!leave() || !tellsLatency(error)) return;
    const at = effects.monotonic.now();
    limit.observe({ at, strain: (at - since) / bearable, inFlight });
  };
}

/** What failed may have been fast because of that; what ran out of time or patience was at least as slow as it seems. */
function tellsLatency(error: unknown): boolean {
  if (error === undefined) return true;
  return error instanceof HansomError && (error.kind === 'deadline_exceeded' || error.kind === 'cancelled');
}
