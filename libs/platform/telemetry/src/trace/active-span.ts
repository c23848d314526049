import { AsyncLocalStorage } from 'node:async_hooks';

import { type Span } from './span.ts';

/**
 * The span that the running code works for, so that a store call knows it without being told. One for the whole process,
 * which each service's spans pass through: in Node 20 a storage costs every promise of the process time (7-10 % of a call,
 * more than twice a call's cost with one a service), so there is one, and it is off while no sampled call is served.
 */
const storage = new AsyncLocalStorage<Span>();
let served = 0;

/** Until `leave`, what `enter` runs can be asked for the span. */
export function enter(): void {
  served += 1;
}

export function leave(): void {
  served -= 1;
  if (served === 0) storage.disable();
}

export function runWithin<T>(span: Span, work: () => T): T {
  return storage.run(span, work);
}

/** Undefined outside a sampled call, and in what outlives the call that began it. */
export function activeSpan(): Span | undefined {
  if (served === 0) return undefined;
  const span = storage.getStore();
  return span?.endedAt === undefined ? span : undefined;
}
