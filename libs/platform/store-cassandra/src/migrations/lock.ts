import { type Effects, type Millis } from '@hansom/platform-context';
import { StoreUnavailable } from '@hansom/platform-store';

import { type Ledger } from './ledger.ts';
import { askedPatiently, patience } from './patience.ts';

const LOCK = { lock: 'schema' };
const NOBODY = '';
const LOOK_EVERY_MS: Millis = 200;
/**
 * Who has not moved for so long is gone, or so slow that to do its work twice does no harm. Real time, as the one who waits sees it. Far less
 * than supervisors give a service to start: one that ended here while it held the lock must not keep its next life from ever starting.
 */
const GONE_AFTER_MS: Millis = 30_000;
const PATIENCE_MS: Millis = 180_000;

/** What the row of the lock says. */
interface Stand {
  holder: string;
  step: number;
}

/** Held by one at a time. It saves work only: whatever two holders did at once would be the same. */
export interface SchemaLock {
  /** Before each step. Throws when another took over from this one, which was thought gone. */
  step(): Promise<void>;
  release(): Promise<void>;
}

/** Waits until the lock is free, or its holder gone, and takes it by compare-and-set. */
export async function takeLock({ lock }: Ledger, effects: Effects): Promise<SchemaLock> {
  const holder = effects.ids.uuid();
  let step = 1;
  await lock.insertIfAbsent({ ...LOCK, holder: NOBODY, step: 0 }, { budget: patience(effects) });
  await waitFor(effects, async (gone) => {
    const seen = await askedPatiently(effects, 'who migrates', () => lock.get(LOCK));
    if (!seen) return undefined;
    const stand = `${seen.holder} ${seen.step}`;
    if (seen.holder !== NOBODY && !gone(stand)) return undefined;
    step = seen.step + 1;
    const change = { expect: { holder: seen.holder, step: seen.step }, set: { holder, step } };
    return (await changed(change)) || undefined;
  });
  return {
    step: async () => {
      const change = { expect: { holder, step }, set: { holder, step: step + 1 } };
      if (!(await changed(change)))
        throw new StoreUnavailable('another instance went on with the migrations: start again');
      step++;
    },
    release: async () => {
      await changed({ expect: { holder, step }, set: { holder: NOBODY, step: step + 1 } });
    },
  };

  async function changed(change: { expect: Stand; set: Stand }): Promise<boolean> {
    return (await lock.compareAndSet(LOCK, change, { budget: patience(effects) })).applied;
  }
}

/** `gone`: whether the holder stood like this for as long as only one that is gone does. */
async function waitFor(
  { monotonic, timers }: Effects,
  attempt: (gone: (stand: string) => boolean) => Promise<true | undefined>,
): Promise<void> {
  const deadline = monotonic.now() + PATIENCE_MS;
  let last = { stand: '', since: monotonic.now() };
  const gone = (stand: string): boolean => {
    if (stand !== last.stand) last = { stand, since: monotonic.now() };
    return monotonic.now() - last.since > GONE_AFTER_MS;
  };
  while (!(await attempt(gone))) {
    if (monotonic.now() > deadline)
      throw new StoreUnavailable('another instance holds the lock of the migrations, and does not let go');
    await timers.sleep(LOOK_EVERY_MS);
  }
}
