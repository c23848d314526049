import { cursorSecretTable, idempotencyTable } from '@hansom/platform-http';
import { type ServiceKeeps } from '@hansom/platform-runtime';

import tables from '../migrations/0001_tables.cql';

/** What customer-api keeps, and how its schema came to be. */
export const keeps: ServiceKeeps = {
  tables: [cursorSecretTable, idempotencyTable],
  migrations: [tables],
};
