import { type Instant } from '@hansom/platform-context';
import { double, type PlainTable, table, text, timestamp } from '@hansom/platform-store';

import { type DriverKey, type Position } from '../domain/driver.ts';

const KEPT_MS = 60 * 60 * 1000;
const PAGE = 1000;

/** Where drivers were last. A hint for whoever loads the city next, judged by its own time. */
export const lastPositionsTable = table({
  name: 'last_positions',
  partition: { city: text() },
  clustering: { driver: text() },
  columns: { lat: double(), lng: double(), bearing_degrees: double(), fixed_at: timestamp() },
});

export interface LastPositions {
  write(city: string, key: DriverKey, position: Position): Promise<void>;
  /** Those whose fix is not older. */
  readSince(city: string, since: Instant): AsyncGenerator<{ key: DriverKey; position: Position }>;
}

export function lastPositions(rows: PlainTable<typeof lastPositionsTable>): LastPositions {
  return {
    write: (city, key, { lat, lng, bearingDegrees, fixedAt }) =>
      rows.put(
        { city, driver: key.toString(16), lat, lng, bearing_degrees: bearingDegrees, fixed_at: fixedAt },
        { ttlMs: KEPT_MS },
      ),
    readSince,
  };

  async function* readSince(city: string, since: Instant): ReturnType<LastPositions['readSince']> {
    let page: string | undefined;
    do {
      const { rows: found, next } = await rows.range({ partition: { city }, limit: PAGE, page });
      for (const { driver, lat, lng, bearing_degrees: bearingDegrees, fixed_at: fixedAt } of found)
        if (fixedAt >= since)
          yield { key: BigInt(`0x${driver}`), position: { lat, lng, bearingDegrees, fixedAt } };
      page = next;
    } while (page !== undefined);
  }
}
