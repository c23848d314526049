import { type ServiceKeeps } from '@hansom/platform-runtime';

import tables from '../../migrations/0001_tables.cql';
import { jobsOfDriversTable, jobsTable } from './jobs.ts';
import { recentFixesTable } from './recent-fixes.ts';
import { tracesTable } from './traces.ts';

/** What position-tracker keeps, and how its schema came to be. */
export const keeps: ServiceKeeps = {
  tables: [jobsOfDriversTable, jobsTable, recentFixesTable, tracesTable],
  handlesEvents: true,
  migrations: [tables],
};
