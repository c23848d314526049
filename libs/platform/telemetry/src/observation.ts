import { type MonotonicInstant } from '@hansom/platform-context';
import { type Call } from '@hansom/platform-rpc';

import { type Failure, failureOf } from './failure.ts';
import { type CallMeter } from './rates/call-meter.ts';
import { leave, runWithin } from './trace/active-span.ts';
import { type Span } from './trace/span.ts';
import { type Tracer } from './trace/tracer.ts';

interface Subject {
  readonly call: Call;
  /** Undefined: it is part of what another observation counts. */
  readonly meter: CallMeter | undefined;
  readonly peer: string;
  readonly span: Span | undefined;
  /** Whether store calls below it are told its span. */
  readonly active: boolean;
}

/** One call, from its start until it is counted (once) and its span has ended (once). */
export class Observation {
  private readonly startedAt: MonotonicInstant;
  private counted = false;
  private ended = false;

  constructor(
    private readonly tracer: Tracer,
    private readonly subject: Subject,
  ) {
    this.startedAt = subject.span?.startedAt ?? tracer.now();
  }

  run<T>(work: () => T): T {
    const { span, active } = this.subject;
    return span && active ? runWithin(span, work) : work();
  }

  /** A stream is open: that is what its promise is about, so that is what counts. */
  opened(): void {
    this.count(undefined);
  }

  succeed(): void {
    this.end(undefined);
  }

  fail(error: unknown): void {
    this.end(failureOf(error, this.subject.call));
  }

  private end(failure: Failure | undefined): void {
    if (this.ended) return;
    this.ended = true;
    this.count(failure);
    const { span, active } = this.subject;
    span?.end(this.tracer.now(), failure);
    if (span && active) leave();
  }

  private count(failure: Failure | undefined): void {
    if (this.counted) return;
    this.counted = true;
    this.subject.meter?.record(this.startedAt, this.subject.peer, failure);
  }
}

/** Runs an RPC, and ends the observation with it: a unary one with its answer, a stream with its last message. */
export function observed(seen: Observation, work: () => unknown): unknown {
  try {
    const result = seen.run(work);
    if (isThenable(result)) return observedPromise(seen, () => result);
    return finished(seen, result);
  } catch (error) {
    seen.fail(error);
    throw error;
  }
}

/** The same for what resolves. */
export async function observedPromise(seen: Observation, work: () => PromiseLike<unknown>): Promise<unknown> {
  try {
    return finished(seen, await work());
  } catch (error) {
    seen.fail(error);
    throw error;
  }
}

function finished(seen: Observation, result: unknown): unknown {
  if (isAsyncIterable(result)) return observedStream(seen, result);
  seen.succeed();
  return result;
}

/** Every call goes straight through, so that giving a stream up reaches its source at once. */
function observedStream(seen: Observation, stream: AsyncIterable<unknown>): AsyncIterableIterator<unknown> {
  const source = stream[Symbol.asyncIterator]();
  const iterator: AsyncIterableIterator<unknown> = {
    [Symbol.asyncIterator]: () => iterator,
    next: async () => {
      try {
        const next = await seen.run(() => source.next());
        if (next.done) seen.succeed();
        else seen.opened();
        return next;
      } catch (error) {
        seen.fail(error);
        throw error;
      }
    },
    return: async () => {
      seen.succeed();
      await source.return?.();
      return { done: true, value: undefined };
    },
  };
  return iterator;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
