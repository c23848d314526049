import { setImmediate } from 'node:timers/promises';

import { type Millis } from '@hansom/platform-context';
import { OutcomeUnknown, type StoreCheck } from '@hansom/platform-store';

import { type LmdbTable } from './lmdb-records.ts';

const LOOK_EVERY: Millis = 5_000;

/** Commits of one environment: each on disk when it is answered, and what became of the last. */
export class Commits {
  private failure: string | undefined;

  /** One step in lmdb's write transaction, which it may share with others of this process. */
  async commit<T>(table: LmdbTable, step: () => T): Promise<T> {
    try {
      const given = await table.transaction(step);
      this.failure = undefined;
      return given;
    } catch (error) {
      const cause = await reasonOf(error);
      this.failure = cause instanceof Error ? cause.message : String(cause);
      throw new OutcomeUnknown(`the embedded store failed to commit: ${this.failure}`, cause);
    }
  }

  /** Whether the disk took what was written last. */
  check(): StoreCheck {
    const run: StoreCheck['run'] = async () =>
      this.failure === undefined
        ? { ok: true }
        : { ok: false, message: `the last write failed: ${this.failure}` };
    return { name: 'embedded-store', priority: 'warning', everyMs: LOOK_EVERY, run };
  }
}

/** lmdb says why a commit failed by a second promise. It rejects that in the same turn, and nobody but who asks looks at it. */
function reasonOf(error: unknown): Promise<unknown> {
  const { commitError } = error as { commitError?: Promise<never> };
  if (!commitError) return Promise.resolve(error);
  return Promise.race([commitError.catch((reason: unknown) => reason), setImmediate(error)]);
}
