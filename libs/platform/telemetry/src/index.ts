export { FORCE_TRACE_HEADER } from './interceptors.ts';
export { type Metric, type Sample } from './metrics/metrics.ts';
export { type CallRates, type OutcomeRates } from './rates/call-meter.ts';
export { type EdgeRates, type EndpointRates, type Rates } from './rates/call-meters.ts';
export { type Latency, LatencyHistogram } from './rates/latency-histogram.ts';
export { type PerSecond, RateMeter } from './rates/rate-meter.ts';
export {
  createTelemetry,
  type Identity,
  type Telemetry,
  type TelemetryOptions,
  type TraceOfCall,
} from './telemetry.ts';
export { type Attributes, type Span, type SpanKind } from './trace/span.ts';
export { type TracePoint } from './trace/traceparent.ts';
export { type Work } from './trace/within.ts';
