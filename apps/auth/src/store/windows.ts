import { type Clock, type Ids, instant, type Millis } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { type ContendedTable, contendedTable, text, textList } from '@hansom/platform-store';

import { oneMore, type WindowLimit } from '../domain/windows.ts';

/** When something was done, for each subject that is counted: as many times as the longest window holds. */
export const windowsTable = contendedTable({
  name: 'windows',
  partition: { subject: text() },
  columns: { stamp: text(), times: textList() },
});

export type WindowsTable = ContendedTable<typeof windowsTable>;

/** Counts what subjects do. Instances that race count each other. */
export interface Windows {
  /** Counts one more, or says how long to wait, and counts nothing. */
  enter(subject: string, limits: readonly WindowLimit[]): Promise<{ waitMs: Millis }>;
}

interface Deps {
  table: WindowsTable;
  clock: Clock;
  ids: Ids;
}

/** Longer than the longest window that can be configured. */
const KEPT_MS: Millis = 2 * 24 * 60 * 60 * 1000;
/** Lost races: each means that somebody else got in, so the window is soon full. */
const RACES = 100;

export function windows({ table, clock, ids }: Deps): Windows {
  return { enter };

  async function enter(subject: string, limits: readonly WindowLimit[]): Promise<{ waitMs: Millis }> {
    let row = await table.get({ subject });
    for (let race = 0; race < RACES; race++) {
      const verdict = oneMore((row?.times ?? []).map(Number).map(instant), clock.now(), limits);
      if (!verdict.ok) return { waitMs: verdict.waitMs };
      const set = { stamp: ids.uuid(), times: verdict.times.map(String) };
      const written = await (row
        ? table.compareAndSet({ subject }, { expect: { stamp: row.stamp }, set }, { ttlMs: KEPT_MS })
        : table.insertIfAbsent({ subject, ...set }, { ttlMs: KEPT_MS }));
      if (written.applied) return { waitMs: 0 };
      row = written.current;
    }
    throw new HansomError('aborted', 'auth.contended', { description: 'others were faster each time' });
  }
}
