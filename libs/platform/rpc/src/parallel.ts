import { type Call, type CallScope } from './call.ts';

/** A piece of work within a call. It is given a call of its own: what it does with that is given up with the rest. */
export type Task<T> = (call: Call) => T | Promise<T>;

export type Tasks = Readonly<Record<string, Task<unknown>>>;

/** What tasks return, by their names. */
export type Results<T extends Tasks> = { -readonly [K in keyof T]: Awaited<ReturnType<T[K]>> };

export type Settled<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: unknown };

/** How each task ended, by its name. */
export type SettledResults<T extends Tasks> = {
  -readonly [K in keyof T]: Settled<Awaited<ReturnType<T[K]>>>;
};

export interface ParallelOptions {
  /** What the tasks are part of. */
  call: Call;
  /** How many run at a time. Default: 16. */
  limit?: number;
}

const DEFAULT_LIMIT = 16;

/**
 * Runs independent tasks side by side, started in their order. Rejects with the first error at once: the other tasks' calls are
 * cancelled, and those that have not begun never do.
 */
export async function parallel<T extends Tasks>(tasks: T, options: ParallelOptions): Promise<Results<T>> {
  const scope = options.call.fork();
  try {
    return (await within(scope, collect(tasks, scope, options.limit))) as Results<T>; // the same names
  } catch (error) {
    scope.cancel();
    throw error;
  } finally {
    scope.end();
  }
}

/** Runs independent tasks side by side, and tells of each how it ended. Rejects only when the call itself is cancelled. */
export function settleAll<T extends Tasks>(tasks: T, options: ParallelOptions): Promise<SettledResults<T>> {
  const settling = Object.entries(tasks).map(([name, task]) => [name, settled(task)] as const);
  return parallel(Object.fromEntries(settling), options) as Promise<SettledResults<T>>; // the same names
}

function settled<T>(task: Task<T>): Task<Settled<T>> {
  return async (call) => {
    try {
      return { ok: true, value: await task(call) };
    } catch (error) {
      return { ok: false, error };
    }
  };
}

/** `limit` workers take tasks from one list until it is empty or one has failed. */
async function collect(
  tasks: Tasks,
  scope: CallScope,
  limit = DEFAULT_LIMIT,
): Promise<Record<string, unknown>> {
  if (!Number.isInteger(limit) || limit < 1) throw new RangeError(`a limit of ${limit} tasks at a time`);
  const entries = Object.entries(tasks);
  const results = Object.fromEntries(entries.map(([name]): [string, unknown] => [name, undefined]));
  let next = 0;
  await Promise.all(Array.from({ length: Math.min(limit, entries.length) }, work));
  return results;

  async function work(): Promise<void> {
    for (let entry = entries[next++]; entry && !scope.cancelled; entry = entries[next++]) {
      const [name, task] = entry;
      results[name] = await task(scope); // one after the other: that is the bound
    }
  }
}

/** The outcome of `work`, or the call's cancellation, whichever comes first. */
function within<T>(scope: CallScope, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const forget = scope.onCancel(() => reject(scope.cancellation()));
    work.then(resolve, reject).finally(forget);
  });
}
