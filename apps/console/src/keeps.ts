import { idempotencyTable } from '@hansom/platform-http';
import { type ServiceKeeps } from '@hansom/platform-runtime';

import tables from '../migrations/0001_tables.cql';
import { sessionsTable } from './session/sessions-table.ts';

/** What the console keeps, and how its schema came to be. */
export const keeps: ServiceKeeps = {
  tables: [idempotencyTable, sessionsTable],
  migrations: [tables],
};
