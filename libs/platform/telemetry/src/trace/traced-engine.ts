import { HansomError } from '@hansom/platform-errors';
import { type Engine } from '@hansom/platform-store';

import { type Failure } from '../failure.ts';
import { activeSpan } from './active-span.ts';
import { type Span, type SpanStart } from './span.ts';
import { type Tracer } from './tracer.ts';

type Method<D, A extends unknown[], R> = (of: D, ...args: A) => Promise<R>;

/** A table or an aggregate. */
interface Named {
  readonly name: string;
}

const BROKEN: Failure = { code: 'store.internal', callersFault: false, grpcStatus: 13 };

/**
 * The same engine, with a span for each call that a sampled RPC makes: its operation and its table, never a key or a value.
 * `system`: the engine's name, as in `cassandra`.
 */
export function tracedEngine(tracer: Tracer, engine: Engine, system: string): Engine {
  function traced<D extends Named, A extends unknown[], R>(
    operation: string,
    method: Method<D, A, R>,
  ): Method<D, A, R> {
    return (of, ...args) => {
      const parent = activeSpan();
      if (!parent || !tracer.owns(parent)) return method(of, ...args);
      const span = tracer.span(describe(operation, of.name, system), parent);
      return ended(tracer, span, () => method(of, ...args));
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

async function ended<R>(tracer: Tracer, span: Span | undefined, work: () => Promise<R>): Promise<R> {
  try {
    const value = await work();
    span?.end(tracer.now());
    return value;
  } catch (error) {
    span?.end(tracer.now(), error instanceof HansomError ? error : BROKEN);
    throw error;
  }
}
