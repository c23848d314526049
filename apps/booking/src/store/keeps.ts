import { type ServiceKeeps } from '@hansom/platform-runtime';
import { liveIndexTable } from '@hansom/platform-schedule';

import tables from '../../migrations/0001_tables.cql';
import stopped from '../../migrations/0002_stopped.cql';
import { bookingAggregate, ridersTable } from './booking-aggregate.ts';
import { driverJobsTable, riderJobsTable } from './jobs.ts';

/** What booking keeps, and how its schema came to be. */
export const keeps: ServiceKeeps = {
  aggregates: [bookingAggregate],
  tables: [
    ridersTable,
    driverJobsTable,
    riderJobsTable,
    liveIndexTable('searching_jobs'),
    liveIndexTable('live_jobs'),
  ],
  handlesEvents: true,
  migrations: [tables, stopped],
};
