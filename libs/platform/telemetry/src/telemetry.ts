import { type Effects } from '@hansom/platform-context';
import { type Call, type ClientInterceptor, type ServerInterceptor } from '@hansom/platform-rpc';
import { type Engine } from '@hansom/platform-store';

import { otlpExport } from './export/otlp-export.ts';
import { SpanQueue } from './export/span-queue.ts';
import { attemptInterceptor, clientInterceptor, serverInterceptor } from './interceptors.ts';
import { type Metric, Metrics } from './metrics/metrics.ts';
import { LoopLag, processMetrics } from './metrics/process-metrics.ts';
import { rpcMetrics } from './metrics/rpc-metrics.ts';
import { StoreTimings } from './metrics/store-timings.ts';
import { CallMeters, type Rates } from './rates/call-meters.ts';
import { type SpanSink } from './trace/span.ts';
import { formatTraceparent, type TracePoint } from './trace/traceparent.ts';
import { tracedEngine } from './trace/traced-engine.ts';
import { Tracer } from './trace/tracer.ts';
import { within, type Work } from './trace/within.ts';

/** Who speaks: one running instance of a service. */
export interface Identity {
  /** The service: `sample-hold`. */
  readonly name: string;
  readonly version: string;
  /** Different for each process. */
  readonly instance: string;
}

export interface TelemetryOptions {
  identity: Identity;
  effects: Effects;
  /** The share of traces that begin here and are kept, from 0 to 1. Asked for each of them, so it may change. */
  sampling: () => number;
  /** The collector's traces endpoint: `http://127.0.0.1:4318/v1/traces`. Without it nothing is recorded, and traces pass through. */
  otlp?: { url: string } | undefined;
}

/** A point in a trace, and how the next hop is told of it. */
export interface TraceOfCall extends TracePoint {
  readonly traceparent: string;
}

/** What one service tells of itself. Nothing of it is shared with another service of the process. */
export interface Telemetry {
  /** The first of a server's interceptors: it sees what the others refuse. */
  readonly serverInterceptor: ServerInterceptor;
  /** The first of a client's interceptors. */
  readonly clientInterceptor: ClientInterceptor;
  /** For a client's `attemptInterceptors`. */
  readonly attemptInterceptor: ClientInterceptor;
  readonly rates: Rates;
  /** The engine, timed, with spans for what sampled calls ask of it. `system`: its name in them; default: `store`. */
  engine(engine: Engine, system?: string): Engine;
  /** Runs work that no RPC asked for (a request over HTTP, an event, a timer) in a trace: its own, or the one it came with. */
  within<T>(call: Call, work: Work, run: () => Promise<T>): Promise<T>;
  /** Where the call stands: for logs, envelopes of events, answers over HTTP. Undefined outside a trace. */
  traceOf(call: Call): TraceOfCall | undefined;
  /** Adds a metric to what `metrics` tells. Throws when there is one of that name. */
  metric(metric: Metric): void;
  /** A metric that goes up and down: how much waits in a queue. */
  gauge(name: string, help: string, read: () => number): void;
  /** Everything that is measured, as Prometheus reads it (text format 0.0.4). */
  metrics(): Promise<string>;
  /** Sends the spans that wait, for 2 s at most. Idempotent. */
  close(): Promise<void>;
}

export function createTelemetry(options: TelemetryOptions): Telemetry {
  const { effects, identity, otlp } = options;
  if (!otlp) return telemetryWith(options, undefined);
  const send = otlpExport({ url: otlp.url, monotonic: effects.monotonic, resource: resourceOf(identity) });
  return telemetryWith(options, new SpanQueue(send, effects));
}

/** The same with another place for spans. */
export function telemetryWith(options: TelemetryOptions, sink: SpanSink | undefined): Telemetry {
  const { effects, identity, sampling } = options;
  const tracer = new Tracer({ effects, sampling, sink });
  const meters = new CallMeters(identity.name, effects.monotonic);
  const metrics = new Metrics();
  const lag = new LoopLag();
  const metric = (added: Metric): void => metrics.add(added);
  const timings = new StoreTimings();
  rpcMetrics(meters).forEach(metric);
  metric(timings.metric());
  processMetrics(effects.monotonic, lag).forEach(metric);
  sink?.metrics().forEach(metric);
  metric(targetInfo(identity));
  return {
    serverInterceptor: serverInterceptor(tracer, meters),
    clientInterceptor: clientInterceptor(tracer, meters),
    attemptInterceptor: attemptInterceptor(tracer),
    rates: meters,
    engine: (engine, system = 'store') => tracedEngine({ tracer, timings, system }, engine),
    within: (call, work, run) => within({ tracer, meters }, { call, work }, run),
    traceOf: (call) => traceOf(tracer.pointOf(call)),
    metric,
    gauge: (name, help, read) => metric({ name, type: 'gauge', help, read }),
    metrics: () => metrics.text(),
    close: async () => {
      lag.close();
      await sink?.close();
    },
  };
}

function traceOf(point: TracePoint | undefined): TraceOfCall | undefined {
  if (!point) return undefined;
  const { traceId, spanId, sampled, tracestate } = point;
  return { traceId, spanId, sampled, tracestate, traceparent: formatTraceparent(point) };
}

function resourceOf({ name, version, instance }: Identity): Readonly<Record<string, string>> {
  return { 'service.name': name, 'service.version': version, 'service.instance.id': instance };
}

/** What OpenTelemetry calls a resource, in Prometheus' form. */
function targetInfo({ name, version, instance }: Identity): Metric {
  const labels = { service_name: name, service_version: version, service_instance_id: instance };
  return { name: 'target_info', type: 'gauge', help: 'Who tells this.', read: () => [{ labels, value: 1 }] };
}
