import { type ServiceKeeps } from '@hansom/platform-runtime';
import { liveIndexTable } from '@hansom/platform-schedule';

import tables from '../../migrations/0001_tables.cql';
import collectedAndOwed from '../../migrations/0002_collected_and_owed.cql';
import { movementsTable } from '../provider/simulator/movements-table.ts';
import { cityDaysTable, cityEntriesTable } from './city-days.ts';
import { journalsTable } from './ledger.ts';
import { methodCommandsTable, methodsTable } from './methods.ts';
import { paymentAggregate } from './payment-aggregate.ts';

/** What payment keeps, and how its schema came to be. */
export const keeps: ServiceKeeps = {
  aggregates: [paymentAggregate],
  tables: [
    movementsTable,
    cityDaysTable('journals'),
    cityDaysTable('payments'),
    cityEntriesTable('journals'),
    cityEntriesTable('payments'),
    journalsTable,
    methodCommandsTable,
    methodsTable,
    liveIndexTable('debts'),
  ],
  handlesEvents: true,
  migrations: [tables, collectedAndOwed],
};
