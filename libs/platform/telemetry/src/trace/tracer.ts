import { type Effects, type MonotonicInstant } from '@hansom/platform-context';
import { type Call, callAttribute, type ClientCall } from '@hansom/platform-rpc';

import { HexIds } from './hex-ids.ts';
import { Span, type SpanSink, type SpanStart } from './span.ts';
import { formatTraceparent, type TracePoint } from './traceparent.ts';

export interface TracerOptions {
  effects: Pick<Effects, 'random' | 'monotonic'>;
  /** The share of traces that begin here and are kept, from 0 to 1. Asked each time. */
  sampling: () => number;
  /** Undefined: nothing is recorded here; traces that others keep still pass through. */
  sink: SpanSink | undefined;
}

/** What decides whether a call is traced: its parent where there is one, whoever forces it, the dice. */
export interface Origin {
  readonly parent: TracePoint | undefined;
  readonly forced?: boolean | undefined;
}

/** The traces of one service. What is not sampled has a point to pass on, and no span. */
export class Tracer {
  private readonly points = callAttribute<TracePoint>();

  private readonly ids: HexIds;

  constructor(private readonly options: TracerOptions) {
    this.ids = new HexIds(options.effects.random);
  }

  /** Where the call, or what it is part of, stands. */
  pointOf(call: Call): TracePoint | undefined {
    return this.points.get(call);
  }

  /** Gives the call its place in a trace, and a span when that trace is sampled. */
  begin(call: Call, { parent, forced }: Origin, describe: (call: Call) => SpanStart): Span | undefined {
    const sampled = forced === true || (parent ? parent.sampled : this.draw());
    const span = sampled ? this.span(describe(call), parent) : undefined;
    this.points.set(call, span ?? this.passing(parent, sampled));
    return span;
  }

  /** A span below another one. Undefined where nothing is recorded. */
  span(start: SpanStart, parent: TracePoint | undefined): Span | undefined {
    const { sink } = this.options;
    if (!sink) return undefined;
    const traceId = parent?.traceId ?? this.ids.next(32);
    return new Span(sink, { start, traceId, spanId: this.ids.next(16), parent, startedAt: this.now() });
  }

  /** Whether the span is one of this service's. */
  owns(span: Span): boolean {
    return span.sink === this.options.sink;
  }

  /** Sends the call's place along. */
  inject(call: ClientCall): void {
    const point = this.pointOf(call);
    if (!point) return;
    call.setHeader('traceparent', formatTraceparent(point));
    if (point.tracestate !== undefined) call.setHeader('tracestate', point.tracestate);
  }

  now(): MonotonicInstant {
    return this.options.effects.monotonic.now();
  }

  private passing(parent: TracePoint | undefined, sampled: boolean): TracePoint {
    if (parent?.sampled === sampled) return parent;
    if (parent) return { ...parent, sampled };
    return { traceId: this.ids.next(32), spanId: this.ids.next(16), sampled };
  }

  private draw(): boolean {
    return this.options.effects.random.next() < this.options.sampling();
  }
}
