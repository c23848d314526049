import { type Tenancy } from '@hansom/platform-identity';
import {
  int,
  optional,
  type PlainTable,
  table,
  type TableRow,
  text,
  timestamp,
} from '@hansom/platform-store';

import { type Job, type Phase } from '../domain/job.ts';

const KEPT_MS = 90 * 24 * 60 * 60 * 1000;
/** Late fixes are of the last job or two. Ids rise with time, but a job may have been booked days ahead. */
const LATEST = 20;

const COLUMNS = {
  rider_id: text(),
  city: text(),
  tenancy: text<Tenancy>(),
  version: int(),
  phase: text<Phase>(),
  started_at: optional(timestamp()),
  ended_at: optional(timestamp()),
};

/** The jobs of each driver: what a fix belongs to. */
export const jobsOfDriversTable = table({
  name: 'jobs_of_drivers',
  partition: { driver_id: text() },
  clustering: { booking_id: text() },
  columns: COLUMNS,
});

/** Who had a job last: whose trace is the trip's. */
export const jobsTable = table({
  name: 'jobs',
  partition: { booking_id: text() },
  columns: { driver_id: text(), ...COLUMNS },
});

export interface Jobs {
  /** The latest first. */
  ofDriver(driverId: string): Promise<Job[]>;
  /** As its last driver has or had it. */
  get(bookingId: string): Promise<Job | undefined>;
  /** Remembers a job as it stands, unless something later is known. Written from the events of a booking, one after the other. */
  remember(job: Job): Promise<void>;
}

export interface JobTables {
  ofDrivers: PlainTable<typeof jobsOfDriversTable>;
  all: PlainTable<typeof jobsTable>;
}

export function jobs({ ofDrivers, all }: JobTables): Jobs {
  return {
    ofDriver: async (driverId) => {
      const { rows } = await ofDrivers.range({
        partition: { driver_id: driverId },
        reverse: true,
        limit: LATEST,
      });
      return rows.map(toJob);
    },
    get: async (bookingId) => {
      const row = await all.get({ booking_id: bookingId });
      return row && toJob(row);
    },
    remember: async (job) => {
      const known = await all.get({ booking_id: job.bookingId });
      if (known && known.version > job.version) return;
      await all.put(toRow(job), { ttlMs: KEPT_MS });
      await ofDrivers.put(toRow(job), { ttlMs: KEPT_MS });
    },
  };
}

function toRow(job: Job): TableRow<typeof jobsTable> {
  const { bookingId, driverId, riderId, city, tenancy, version, phase, startedAt, endedAt } = job;
  return {
    booking_id: bookingId,
    driver_id: driverId,
    rider_id: riderId,
    city,
    tenancy,
    version,
    phase,
    started_at: startedAt,
    ended_at: endedAt,
  };
}

function toJob(row: TableRow<typeof jobsTable>): Job {
  const { booking_id, driver_id, rider_id, city, tenancy, version, phase, started_at, ended_at } = row;
  return {
    bookingId: booking_id,
    driverId: driver_id,
    riderId: rider_id,
    city,
    tenancy,
    version,
    phase,
    startedAt: started_at,
    endedAt: ended_at,
  };
}
