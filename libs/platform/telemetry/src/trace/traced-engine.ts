import { HansomError } from '@hansom/platform-errors';
import { type Engine } from '@hansom/platform-store';

import { type Failure } from '../failure.ts';
import { type StoreTimings } from '../metrics/store-timings.ts';
import { activeSpan } from './active-span.ts';
import { type SpanStart } from './span.ts';
import { type Tracer } from './tracer.ts';

type Method<D, A extends unknown[], R> = (of: D, ...args: A) => Promise<R>;

/** A table or an aggregate. */
interface Named {
  readonly name: string;
}

const BROKEN: Failure = { code: 'store.internal', callersFault: false, grpcStatus: 13 };

/** Who is told of what the engine does. */
export interface EngineWatch {
  readonly tracer: Tracer;
  readonly timings: StoreTimings;
  /** The engine's name, as in `cassandra`. */
  readonly system: string;
}

/**
 * The same engine, timed call by call, with a span for each call that a sampled RPC makes: its operation and its table, never a key or a
 * value.
 */
export function tracedEngine({ tracer, timings, system }: EngineWatch, engine: Engine): Engine {
  function traced<D extends Named, A extends unknown[], R>(
    operation: string,
    method: Method<D, A, R>,
  ): Method<D, A, R> {
    return async (of, ...args) => {
      const parent = activeSpan();
      const span =
        parent && tracer.owns(parent) ? tracer.span(describe(operation, of.name, system), parent) : undefined;
      const begun = tracer.now();
      const ended = (failure?: Failure): void => {
        const now = tracer.now();
        timings.record({ operation, target: of.name }, now - begun, failure?.code ?? '');
        span?.end(now, failure);
      };
      return watched(() => method(of, ...args), ended);
    };
  }
  return {
    get: traced('get', (...args) => engine.get(...args)),
    range: traced('range', (...args) => engine.range(...args)),
    put: traced('put', (...args) => engine.put(...args)),
    delete: traced('delete', (...args) => engine.delete(...args)),
    insertIfAbsent: traced('insertIfAbsent', (...args) => engine.insertIfAbsent(...args)),
    compareAndSet: traced('compareAndSet', (...args) => engine.compareAndSet(...args)),
    readState: traced('readState', (...args) => engine.readState(...args)),
    readEvent: traced('readEvent', (...args) => engine.readEvent(...args)),
    readEvents: traced('readEvents', (...args) => engine.readEvents(...args)),
    commit: traced('commit', (...args) => engine.commit(...args)),
    raiseFence: traced('raiseFence', (...args) => engine.raiseFence(...args)),
    close: () => engine.close(),
  };
}

function describe(operation: string, target: string, system: string): SpanStart {
  return {
    name: `${operation} ${target}`,
    kind: 'client',
    attributes: { 'db.system.name': system, 'db.operation.name': operation, 'db.collection.name': target },
  };
}

async function watched<R>(work: () => Promise<R>, ended: (failure?: Failure) => void): Promise<R> {
  try {
    const value = await work();
    ended();
    return value;
  } catch (error) {
    ended(error instanceof HansomError ? error : BROKEN);
    throw error;
  }
}
