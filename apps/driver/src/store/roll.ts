import { type Instant } from '@hansom/platform-context';
import { type PlainTable, table, text, timestamp } from '@hansom/platform-store';

/** Who ever set out to apply in a city, written before the account is. The ids' order is that of time. */
export const rollTable = table({
  name: 'drivers_of_city',
  partition: { city: text() },
  clustering: { driver_id: text() },
  columns: { noted_at: timestamp() },
});

export interface Roll {
  note(city: string, driverId: string, now: Instant): Promise<void>;
  /** Ids, newest first, at most 100. */
  page(city: string, page?: string): Promise<{ ids: string[]; next?: string | undefined }>;
}

const PAGE = 100;

export function rollIn(rows: PlainTable<typeof rollTable>): Roll {
  return {
    note: (city, driver_id, noted_at) => rows.put({ city, driver_id, noted_at }),
    page: async (city, page) => {
      const query = { partition: { city }, reverse: true, limit: PAGE, ...(page && { page }) };
      const { rows: listed, next } = await rows.range(query);
      return { ids: listed.map(({ driver_id }) => driver_id), next };
    },
  };
}
