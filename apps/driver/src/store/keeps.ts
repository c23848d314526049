import { type ServiceKeeps } from '@hansom/platform-runtime';
import { termTable } from '@hansom/platform-store';

import tables from '../../migrations/0001_tables.cql';
import renewals from '../../migrations/0002_renewals.cql';
import vehicleRenewal from '../../migrations/0003_vehicle_renewal.cql';
import { accountAggregate } from './account-aggregate.ts';
import { rollTable } from './roll.ts';
import { platesTable, vehicleAggregate } from './vehicle-aggregate.ts';

/** What driver keeps, and how its schema came to be. */
export const keeps: ServiceKeeps = {
  aggregates: [accountAggregate, vehicleAggregate],
  tables: [rollTable, platesTable, termTable('drivers_by_term')],
  migrations: [tables, renewals, vehicleRenewal],
};
