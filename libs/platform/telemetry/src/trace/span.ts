import { type MonotonicInstant } from '@hansom/platform-context';

import { type Failure } from '../failure.ts';
import { type Metric } from '../metrics/metrics.ts';
import { type TracePoint } from './traceparent.ts';

export type SpanKind = 'internal' | 'server' | 'client' | 'producer' | 'consumer';

export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** What a span is about, under OpenTelemetry's semantic names. */
export interface SpanStart {
  readonly name: string;
  readonly kind: SpanKind;
  readonly attributes: Attributes;
}

/** Takes the spans that ended. */
export interface SpanSink {
  /** Never holds anybody up. */
  push(span: Span): void;
  /** What became of them. */
  metrics(): Metric[];
  /** Idempotent. */
  close(): Promise<void>;
}

interface Parts {
  readonly start: SpanStart;
  readonly traceId: string;
  readonly spanId: string;
  readonly parent: TracePoint | undefined;
  readonly startedAt: MonotonicInstant;
}

/** A piece of work in a sampled trace. Its times are those of this process's monotonic clock. */
export class Span implements TracePoint {
  readonly name: string;
  readonly kind: SpanKind;
  readonly traceId: string;
  readonly spanId: string;
  readonly sampled = true;
  readonly tracestate: string | undefined;
  readonly parentSpanId: string | undefined;
  readonly startedAt: MonotonicInstant;
  /** Undefined while it lasts. */
  endedAt: MonotonicInstant | undefined;
  /** A failure that is not the caller's fault; of what this process sent, any. */
  failed = false;
  attributes: Attributes;

  constructor(
    /** Whose it is: each service has its own. */
    readonly sink: SpanSink,
    { start, traceId, spanId, parent, startedAt }: Parts,
  ) {
    this.name = start.name;
    this.kind = start.kind;
    this.attributes = start.attributes;
    this.traceId = traceId;
    this.spanId = spanId;
    this.tracestate = parent?.tracestate;
    this.parentSpanId = parent?.spanId;
    this.startedAt = startedAt;
  }

  /** Once. */
  end(at: MonotonicInstant, failure?: Failure): void {
    this.endedAt = at;
    if (failure) this.fail(failure);
    this.sink.push(this);
  }

  private fail({ code, callersFault, grpcStatus }: Failure): void {
    this.failed = !callersFault || (this.kind !== 'server' && this.kind !== 'consumer');
    const told: Attributes = { ...this.attributes, 'error.type': code };
    this.attributes = 'rpc.grpc.status_code' in told ? { ...told, 'rpc.grpc.status_code': grpcStatus } : told;
  }
}
