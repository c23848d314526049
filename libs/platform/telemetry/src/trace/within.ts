import { type Call } from '@hansom/platform-rpc';

import { Observation } from '../observation.ts';
import { type CallMeters } from '../rates/call-meters.ts';
import { enter } from './active-span.ts';
import { type Attributes, type SpanKind } from './span.ts';
import { parseTraceparent } from './traceparent.ts';
import { type Tracer } from './tracer.ts';

/** Work that no RPC asked for, as a trace shows it. */
export interface Work {
  /** Low-cardinality: `GET /v1/bookings/{id}`, `booking.assigned`. */
  readonly name: string;
  /** Default: `internal`. A request over HTTP is `server`, an event `consumer`. */
  readonly kind?: SpanKind;
  readonly attributes?: Attributes;
  /** What came with it. Default: where the call stands, if it stands anywhere. */
  readonly traceparent?: string | undefined;
  readonly tracestate?: string | undefined;
  /** The trace is kept, whatever else says that it is not. */
  readonly forced?: boolean | undefined;
  /** It is a request over HTTP: counted and timed under its name, which is its method and its route. Default: not counted. */
  readonly counted?: boolean;
}

/** Runs work in a span of its own. Once a call: a part of a call is a fork. */
export async function within<T>(
  { tracer, meters }: { tracer: Tracer; meters: CallMeters },
  { call, work }: { call: Call; work: Work },
  run: () => Promise<T>,
): Promise<T> {
  const { name, kind = 'internal', attributes = {}, forced, counted } = work;
  const parent = parseTraceparent(work.traceparent, work.tracestate) ?? tracer.pointOf(call);
  const span = tracer.begin(call, { parent, forced }, () => ({ name, kind, attributes }));
  const meter = counted ? meters.answering(name) : undefined;
  if (!span && !meter) return run();
  if (span) enter();
  const seen = new Observation(tracer, { call, meter, peer: '', span, active: true });
  try {
    const result = await seen.run(run);
    seen.succeed();
    return result;
  } catch (error) {
    seen.fail(error);
    throw error;
  }
}
