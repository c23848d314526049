import { type ServiceKeeps } from '@hansom/platform-runtime';

import tables from '../../migrations/0001_tables.cql';
import { commandsTable } from './commands.ts';
import { holdAggregate, placesTable } from './hold-aggregate.ts';

/** What sample-hold keeps, and how its schema came to be. */
export const keeps: ServiceKeeps = {
  aggregates: [holdAggregate],
  tables: [commandsTable, placesTable],
  migrations: [tables],
};
