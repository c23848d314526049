import { type Instant } from '@hansom/platform-context';
import { type PlainTable, table, text, timestamp } from '@hansom/platform-store';

/** Every job that a rider ever set out to book. The ids' order is that of time. */
export const riderJobsTable = table({
  name: 'rider_jobs',
  partition: { rider_id: text() },
  clustering: { booking_id: text() },
  columns: { noted_at: timestamp() },
});

/** Jobs that a driver was to get, written before they are his: whether they are, the job's own row tells. */
export const driverJobsTable = table({
  name: 'driver_jobs',
  partition: { driver_id: text() },
  clustering: { booking_id: text() },
  columns: { noted_at: timestamp() },
});

/** A driver's jobs are looked up while they run. */
const DRIVER_JOBS_KEPT_MS = 2 * 86_400_000;

/** Whose jobs are whose. Each row is written before what it tells of. */
export interface Jobs {
  noteRider(riderId: string, bookingId: string, now: Instant): Promise<void>;
  noteDriver(driverId: string, bookingId: string, now: Instant): Promise<void>;
  /** Ids, newest first, at most 50. */
  ofRider(riderId: string, page?: string): Promise<{ ids: string[]; next?: string | undefined }>;
  /** Ids, newest first; of two days. Default: at most 20. */
  ofDriver(driverId: string, limit?: number): Promise<string[]>;
}

export function jobsIn(tables: {
  riderJobs: PlainTable<typeof riderJobsTable>;
  driverJobs: PlainTable<typeof driverJobsTable>;
}): Jobs {
  const { riderJobs, driverJobs } = tables;
  return {
    noteRider: (rider_id, booking_id, noted_at) => riderJobs.put({ rider_id, booking_id, noted_at }),
    noteDriver: (driver_id, booking_id, noted_at) =>
      driverJobs.put({ driver_id, booking_id, noted_at }, { ttlMs: DRIVER_JOBS_KEPT_MS }),
    ofRider: async (rider_id, page) => {
      const query = { partition: { rider_id }, reverse: true, limit: 50, ...(page && { page }) };
      const { rows, next } = await riderJobs.range(query);
      return { ids: rows.map(({ booking_id }) => booking_id), next };
    },
    ofDriver: async (driver_id, limit = 20) => {
      const { rows } = await driverJobs.range({ partition: { driver_id }, reverse: true, limit });
      return rows.map(({ booking_id }) => booking_id);
    },
  };
}
