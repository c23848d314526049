import { type ServiceKeeps } from '@hansom/platform-runtime';

import tables from '../../migrations/0001_tables.cql';
import { mailboxesTable } from './mailboxes.ts';
import { receiptsTable } from './receipts.ts';

/** What notification keeps, and how its schema came to be. */
export const keeps: ServiceKeeps = {
  tables: [mailboxesTable, receiptsTable],
  handlesEvents: true,
  migrations: [tables],
};
