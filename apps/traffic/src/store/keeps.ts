import { type ServiceKeeps } from '@hansom/platform-runtime';

import tables from '../../migrations/0001_tables.cql';
import { rulesAggregate } from './rules-aggregate.ts';

/** What traffic keeps, and how its schema came to be. */
export const keeps: ServiceKeeps = {
  scope: 'global',
  aggregates: [rulesAggregate],
  migrations: [tables],
};
