import { type ServiceKeeps } from '@hansom/platform-runtime';

import tables from '../../migrations/0001_tables.cql';
import { quoteKeysTable } from './quote-keys.ts';

/** What pricing keeps, and how its schema came to be. */
export const keeps: ServiceKeeps = {
  tables: [quoteKeysTable],
  migrations: [tables],
};
