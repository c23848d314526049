import { type Clock } from '@hansom/platform-context';

import { aggregateCalls } from './aggregate-calls.ts';
import { type Engine, type ReadLevel, type StoredRow } from './engine.ts';
import { type Operation } from './operation.ts';
import { type Records } from './records.ts';
import { tableCalls } from './table-calls.ts';
import { canonical } from './values.ts';

const WRITES: readonly Operation['kind'][] = [
  'put',
  'delete',
  'insertIfAbsent',
  'compareAndSet',
  'commit',
  'raiseFence',
];
const PLAIN_WRITES: readonly Operation['kind'][] = ['put', 'delete'];

/**
 * Performs one step on the records of `operation.target`, all of it or nothing. A step that `writes` sees no other in between
 * and is answered when it is as durable as the engine promises; what the step gives is the answer.
 */
export type Run = <T>(operation: Operation, step: (records: Records) => T) => Promise<T>;

export interface RecordEngineOptions {
  clock: Clock;
  process: string;
  service: string;
  run: Run;
  /** Idempotent. */
  close: () => Promise<void>;
}

interface Call {
  kind: Operation['kind'];
  target: string;
  key: StoredRow | string;
  level?: ReadLevel;
  detail?: unknown;
}

/** What the two halves of the engine are built from. */
export interface Calls {
  clock: Clock;
  call: <T>(call: Call, step: (records: Records) => T) => Promise<T>;
}

/**
 * An engine on top of anything that keeps records in the order of their keys and can do one step at a time. All that a row, a
 * condition, a page and a time to live mean is here; the simulated and the lmdb engine add only where records lie.
 */
export function recordEngine({ clock, process, service, run, close }: RecordEngineOptions): Engine {
  const call: Calls['call'] = ({ key, ...rest }, step) => {
    const writes = WRITES.includes(rest.kind);
    const conditional = writes && !PLAIN_WRITES.includes(rest.kind);
    const operation = { process, service, ...rest, key: keyText(key), writes, conditional };
    return run(operation, step);
  };
  return { ...tableCalls({ clock, call }), ...aggregateCalls({ clock, call }), close };
}

function keyText(key: StoredRow | string): string {
  return typeof key === 'string' ? key : canonical(key);
}
