import { type ServiceKeeps } from '@hansom/platform-runtime';

import tables from '../../migrations/0001_tables.cql';
import { lastPositionsTable } from './last-positions.ts';

/** What geosearch keeps, and how its schema came to be. */
export const keeps: ServiceKeeps = {
  tables: [lastPositionsTable],
  migrations: [tables],
};
