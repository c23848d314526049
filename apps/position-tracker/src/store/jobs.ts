import { type Tenancy } from '@hansom/platform-identity';
import {
  type ContendedTable,
  contendedTable,
  int,
  optional,
  type TableRow,
  text,
  timestamp,
} from '@hansom/platform-store';

import { type Job, type Phase } from '../domain/job.ts';

const KEPT = { ttlMs: 90 * 24 * 60 * 60 * 1000 };
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
export const jobsOfDriversTable = contendedTable({
  name: 'jobs_of_drivers',
  partition: { driver_id: text() },
  clustering: { booking_id: text() },
  columns: COLUMNS,
});

/** Who had a job last: whose trace is the trip's. */
export const jobsTable = contendedTable({
  name: 'jobs',
  partition: { booking_id: text() },
  columns: { driver_id: text(), ...COLUMNS },
});

export interface Jobs {
  /** The latest first. */
  ofDriver(driverId: string): Promise<Job[]>;
  /** As its last driver has or had it. */
  get(bookingId: string): Promise<Job | undefined>;
  /** Remembers a job as it stands, unless the same or something later is known: whoever is late or repeats it changes nothing. */
  remember(job: Job): Promise<void>;
}

export interface JobTables {
  ofDrivers: ContendedTable<typeof jobsOfDriversTable>;
  all: ContendedTable<typeof jobsTable>;
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
      const { bookingId: booking_id, driverId: driver_id, version } = job;
      const set = columnsOf(job);
      const ofDriver = { driver_id, booking_id };
      await Promise.all([
        advance(version, {
          insert: () => all.insertIfAbsent({ booking_id, driver_id, ...set }, KEPT),
          change: (expect) => all.compareAndSet({ booking_id }, { expect, set: { driver_id, ...set } }, KEPT),
        }),
        advance(version, {
          insert: () => ofDrivers.insertIfAbsent({ ...ofDriver, ...set }, KEPT),
          change: (expect) => ofDrivers.compareAndSet(ofDriver, { expect, set }, KEPT),
        }),
      ]);
    },
  };
}

type Versioned = Pick<Job, 'version'>;
type Written = { applied: true } | { applied: false; current: Versioned | undefined };

/** Brings a row to a version unless it is there or beyond. It ends: whoever wins instead has raised the version. */
async function advance(
  version: number,
  row: { insert(): Promise<Written>; change(expect: Versioned): Promise<Written> },
): Promise<void> {
  for (let written = await row.insert(); !written.applied; ) {
    const { current } = written;
    if (current && current.version >= version) return;
    written = await (current ? row.change({ version: current.version }) : row.insert()); // gone: it has expired
  }
}

function columnsOf(job: Job): Omit<TableRow<typeof jobsOfDriversTable>, 'driver_id' | 'booking_id'> {
  const { riderId, city, tenancy, version, phase, startedAt, endedAt } = job;
  const times = { started_at: startedAt, ended_at: endedAt };
  return { rider_id: riderId, city, tenancy, version, phase, ...times };
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
