import { int, type PlainTable, table, text } from '@hansom/platform-store';

import { type Fix } from '../domain/fix.ts';
import { RECENT_MS, RECENT_STEP_MS, stepOf } from '../domain/track.ts';
import { FIX_COLUMNS, fromFixRow, SEQ, toFixRow } from './fix-columns.ts';

/** Raw positions live for three days. */
const KEPT_MS = 72 * 60 * 60 * 1000;
/** A ring, so that a driver's rows do not grow: the last 5 minutes, and the step that is being filled. */
const SLOTS = RECENT_MS / RECENT_STEP_MS + 1;

/** The last good fixes of a driver, one in 10 s. */
export const recentFixesTable = table({
  name: 'recent_fixes',
  partition: { driver_id: text() },
  clustering: { slot: int() },
  columns: { seq: SEQ, ...FIX_COLUMNS },
});

export interface RecentFixes {
  /** Writes the fix over the one 5 minutes before it. */
  write(driverId: string, fix: Fix): Promise<void>;
  /** In no order. */
  read(driverId: string): Promise<Fix[]>;
}

export function recentFixes(rows: PlainTable<typeof recentFixesTable>): RecentFixes {
  return {
    write: (driverId, fix) =>
      rows.put({ driver_id: driverId, slot: stepOf(fix.at) % SLOTS, ...toFixRow(fix) }, { ttlMs: KEPT_MS }),
    read: async (driverId) => {
      const page = await rows.range({ partition: { driver_id: driverId }, limit: SLOTS });
      return page.rows.map(fromFixRow);
    },
  };
}
