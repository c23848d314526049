import { type ServiceKeeps } from '@hansom/platform-runtime';
import { termTable } from '@hansom/platform-store';

import tables from '../../migrations/0001_tables.cql';
import { placesTable } from './places.ts';
import { profilesTable } from './profiles.ts';

/** What customer keeps, and how its schema came to be. */
export const keeps: ServiceKeeps = {
  scope: 'global',
  tables: [placesTable, profilesTable, termTable('riders_by_term')],
  migrations: [tables],
};
