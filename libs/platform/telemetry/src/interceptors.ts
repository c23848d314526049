import {
  type Call,
  type ClientInterceptor,
  type Endpoint,
  type ServerInterceptor,
} from '@hansom/platform-rpc';

import { Observation, observed, observedPromise } from './observation.ts';
import { type CallMeter } from './rates/call-meter.ts';
import { type CallMeters } from './rates/call-meters.ts';
import { enter } from './trace/active-span.ts';
import { type Attributes, type Span, type SpanStart } from './trace/span.ts';
import { parseTraceparent } from './trace/traceparent.ts';
import { type Tracer } from './trace/tracer.ts';

/** Keeps the trace of a call that would not have been kept. Only a gateway may let it in from outside. */
export const FORCE_TRACE_HEADER = 'x-hansom-trace';

/** Of the baggage: what tells the spans of a city, or of robots, apart. */
const BAGGAGE_SHOWN = ['tenancy', 'city'];

/** Counts and times what is served, and continues or begins its trace. */
export function serverInterceptor(tracer: Tracer, meters: CallMeters): ServerInterceptor {
  return (endpoint, next) => {
    const describe = describer(endpoint, 'server', callerOf);
    let meter: CallMeter | undefined;
    return (request, call) => {
      const parent = parseTraceparent(call.header('traceparent'), call.header('tracestate'));
      const forced = call.header(FORCE_TRACE_HEADER) === '1';
      const span = tracer.begin(call, { parent, forced }, describe);
      if (span) enter();
      meter ??= meters.serving(endpoint);
      const subject = { call, meter, peer: callerOf(call), span, active: true };
      const seen = new Observation(tracer, subject);
      call.onCancel(() => seen.fail(call.cancellation())); // a handler may never settle
      return observed(seen, () => next(request, call));
    };
  };
}

/** Counts and times what is sent, all attempts together, and sends the trace along. */
export function clientInterceptor(tracer: Tracer, meters: CallMeters): ClientInterceptor {
  return (endpoint, next) => {
    const describe = describer(endpoint, 'client', calleeOf);
    let meter: CallMeter | undefined;
    return (request, call) => {
      const span = tracer.begin(call, { parent: tracer.pointOf(call) }, describe);
      tracer.inject(call);
      meter ??= meters.sending(call.name, endpoint);
      const subject = { call, meter, peer: call.name, span, active: false };
      return observedPromise(new Observation(tracer, subject), () => next(request, call));
    };
  };
}

/** A span for each attempt of a sampled call, so that the callee's span hangs below the attempt that reached it. */
export function attemptInterceptor(tracer: Tracer): ClientInterceptor {
  return (endpoint, next) => {
    const describe = describer(endpoint, 'internal', calleeOf);
    return (request, call) => {
      const parent = tracer.pointOf(call);
      if (!parent?.sampled) return next(request, call);
      const span = tracer.begin(call, { parent }, describe);
      tracer.inject(call);
      const subject = { call, meter: undefined, peer: call.name, span, active: false };
      return observedPromise(new Observation(tracer, subject), () => next(request, call));
    };
  };
}

function callerOf({ caller }: Call): string {
  return caller.service ?? (caller.operator === undefined ? 'unknown' : 'operator');
}

function calleeOf({ name }: Call): string {
  return name;
}

/** Says what a span of the RPC is about; made once an endpoint. */
function describer(
  endpoint: Endpoint,
  kind: Span['kind'],
  peerOf: (call: Call) => string,
): (call: Call) => SpanStart {
  const [, service = '', method = ''] = endpoint.path.split('/');
  const name = kind === 'internal' ? `attempt ${service}/${method}` : `${service}/${method}`;
  const rpc = { 'rpc.system': 'grpc', 'rpc.service': service, 'rpc.method': method };
  const ended = { 'rpc.grpc.status_code': 0 };
  return (call) => ({
    name,
    kind,
    attributes: { ...rpc, ...ended, 'peer.service': peerOf(call), ...shown(call) },
  });
}

function shown({ baggage }: Call): Attributes {
  const entries = BAGGAGE_SHOWN.map((key) => [`hansom.${key}`, baggage[key]]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
