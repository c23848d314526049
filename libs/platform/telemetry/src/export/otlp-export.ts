import { type Millis, type Monotonic } from '@hansom/platform-context';

import { type Attributes, type Span } from '../trace/span.ts';
import { type ExportSpans } from './span-queue.ts';

export interface OtlpOptions {
  /** Of the traces endpoint: `http://127.0.0.1:4318/v1/traces`. */
  url: string;
  /** What describes this process, under OpenTelemetry's names. */
  resource: Attributes;
  monotonic: Monotonic;
}

/** Numbers of opentelemetry.proto.trace.v1. */
const KINDS = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 } as const satisfies Record<
  Span['kind'],
  number
>;
const UNSET = {};
const ERROR = { code: 2 };
const SAMPLED = 1;
const SCOPE = { name: '@hansom/platform-telemetry' };

/**
 * Sends spans to a collector: OTLP over HTTP, as JSON (https://opentelemetry.io/docs/specs/otlp/). Nothing is sent twice. By hand, for
 * OpenTelemetry's exporter reads the environment, and its repeats cannot be stopped.
 */
export function otlpExport({ url, resource, monotonic }: OtlpOptions): ExportSpans {
  const described = { attributes: attributesOf(resource) };
  return async (spans, signal) => {
    const offset = wallClock() - monotonic.now(); // read each time: a machine's clock is put right now and then
    const scopeSpans = [{ scope: SCOPE, spans: spans.map((span) => otlpSpan(span, offset)) }];
    const body = JSON.stringify({ resourceSpans: [{ resource: described, scopeSpans }] });
    const response = await fetch(url, { method: 'POST', headers: JSON_BODY, body, signal });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`the collector answered ${response.status}`);
  };
}

const JSON_BODY = { 'content-type': 'application/json' };

function otlpSpan(span: Span, offset: Millis): object {
  const { traceId, spanId, parentSpanId, tracestate, name, startedAt, endedAt = startedAt } = span;
  return {
    traceId,
    spanId,
    parentSpanId,
    traceState: tracestate,
    flags: SAMPLED,
    name,
    kind: KINDS[span.kind],
    startTimeUnixNano: nanoseconds(startedAt + offset),
    endTimeUnixNano: nanoseconds(endedAt + offset),
    attributes: attributesOf(span.attributes),
    status: span.failed ? ERROR : UNSET,
  };
}

function attributesOf(attributes: Attributes): object[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));
}

function anyValue(value: Attributes[string]): object {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

/** As text, for they are too many for a number; to the microsecond. */
function nanoseconds(ms: Millis): string {
  return `${Math.round(ms * 1000)}000`;
}

/** Milliseconds since the epoch by the machine's clock. */
function wallClock(): Millis {
  // eslint-disable-next-line no-restricted-properties -- a collector compares spans of many machines: domain time will not do
  return Date.now();
}
