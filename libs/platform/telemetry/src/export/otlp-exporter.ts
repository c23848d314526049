import { type Attributes, type HrTime, SpanKind, SpanStatusCode, type TraceState } from '@opentelemetry/api';
import { type OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { type Resource, resourceFromAttributes } from '@opentelemetry/resources';
import { type ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { type Millis, type Monotonic } from '@hansom/platform-context';

import { type Span } from '../trace/span.ts';
import { type TracePoint } from '../trace/traceparent.ts';
import { type ExportSpans } from './span-queue.ts';

export interface OtlpOptions {
  /** Of the traces endpoint: `http://collector:4318/v1/traces`. */
  url: string;
  /** What describes this process, under OpenTelemetry's names. */
  resource: Attributes;
  monotonic: Monotonic;
}

const TIMEOUT_MS: Millis = 5000;
const SCOPE = { name: '@hansom/platform-telemetry' };

const KINDS = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const satisfies Record<Span['kind'], SpanKind>;

/** Sends spans to an OTLP collector over HTTP. OpenTelemetry's exporter is loaded with the first batch: that takes 0.1 s. */
export function otlpExport({ url, resource, monotonic }: OtlpOptions): ExportSpans {
  const described = resourceFromAttributes(resource);
  let exporter: Promise<OTLPTraceExporter> | undefined;
  return async (spans) => {
    const offset = wallClock() - monotonic.now(); // read each time: a machine's clock is put right now and then
    const readable = spans.map((span) => readableSpan(span, described, offset));
    await exported(await (exporter ??= load(url)), readable);
  };
}

async function load(url: string): Promise<OTLPTraceExporter> {
  const module = await import('@opentelemetry/exporter-trace-otlp-http');
  return new module.OTLPTraceExporter({ url, timeoutMillis: TIMEOUT_MS });
}

function exported(exporter: OTLPTraceExporter, spans: ReadableSpan[]): Promise<void> {
  return new Promise((resolve, reject) => {
    exporter.export(spans, ({ code, error }) => {
      if (code === 0) resolve();
      else reject(error ?? new Error('the collector refused the spans'));
    });
  });
}

function readableSpan(span: Span, resource: Resource, offset: Millis): ReadableSpan {
  const endedAt = span.endedAt ?? span.startedAt;
  const parent = span.parentSpanId === undefined ? undefined : { ...span, spanId: span.parentSpanId };
  return {
    name: span.name,
    kind: KINDS[span.kind],
    spanContext: () => contextOf(span),
    parentSpanContext: parent && contextOf(parent),
    startTime: hrTime(span.startedAt + offset),
    endTime: hrTime(endedAt + offset),
    duration: hrTime(endedAt - span.startedAt),
    ended: true,
    status: { code: span.failed ? SpanStatusCode.ERROR : SpanStatusCode.UNSET },
    attributes: { ...span.attributes },
    resource,
    instrumentationScope: SCOPE,
    ...NONE,
  };
}

const NONE = {
  links: [],
  events: [],
  droppedAttributesCount: 0,
  droppedEventsCount: 0,
  droppedLinksCount: 0,
};

function contextOf({ traceId, spanId, tracestate }: TracePoint): ReturnType<ReadableSpan['spanContext']> {
  return {
    traceId,
    spanId,
    traceFlags: 1,
    traceState: tracestate === undefined ? undefined : carried(tracestate),
  };
}

/** A tracestate that nobody here reads or changes. */
function carried(header: string): TraceState {
  const state: TraceState = {
    get: () => undefined,
    set: () => state,
    unset: () => state,
    serialize: () => header,
  };
  return state;
}

/** Seconds and nanoseconds. */
function hrTime(ms: Millis): HrTime {
  const seconds = Math.floor(ms / 1000);
  return [seconds, Math.floor((ms - seconds * 1000) * 1e6)];
}

/** Milliseconds since the epoch by the machine's clock. */
function wallClock(): Millis {
  // eslint-disable-next-line no-restricted-properties -- a collector compares spans of many machines: domain time will not do
  return Date.now();
}
