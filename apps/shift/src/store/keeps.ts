import { type ServiceKeeps } from '@hansom/platform-runtime';
import { liveIndexTable } from '@hansom/platform-schedule';

import tables from '../../migrations/0001_tables.cql';
import liveShifts from '../../migrations/0002_live_shifts.cql';
import { commandsTable } from './commands.ts';
import { driversTable, shiftAggregate, vehiclesTable } from './shift-aggregate.ts';

/** What shift keeps, and how its schema came to be. */
export const keeps: ServiceKeeps = {
  aggregates: [shiftAggregate],
  tables: [commandsTable, driversTable, vehiclesTable, liveIndexTable('live_shifts')],
  handlesEvents: true,
  migrations: [tables, liveShifts],
};
