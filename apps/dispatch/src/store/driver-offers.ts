import { type Instant } from '@hansom/platform-context';
import { type PlainTable, table, text, timestamp } from '@hansom/platform-store';

/** Offers that a driver was to get, written before they are made. */
export const driverOffersTable = table({
  name: 'driver_offers',
  partition: { driver_id: text() },
  clustering: { offer_id: text() },
  columns: { noted_at: timestamp() },
});

const KEPT_MS = 86_400_000;

export interface DriverOffers {
  note(driverId: string, offerId: string, now: Instant): Promise<void>;
  /** The newest, at most 20, oldest of them first. */
  latest(driverId: string): Promise<string[]>;
}

export function driverOffersIn(rows: PlainTable<typeof driverOffersTable>): DriverOffers {
  return {
    note: (driver_id, offer_id, noted_at) => rows.put({ driver_id, offer_id, noted_at }, { ttlMs: KEPT_MS }),
    latest: async (driver_id) => {
      const { rows: found } = await rows.range({ partition: { driver_id }, reverse: true, limit: 20 });
      return found.map(({ offer_id }) => offer_id).reverse();
    },
  };
}
