import { type ServiceKeeps } from '@hansom/platform-runtime';

import tables from '../../migrations/0001_tables.cql';
import { driverOffersTable } from './driver-offers.ts';
import { leasesTable } from './leases.ts';
import { offerAggregate } from './offer-aggregate.ts';
import { slotsTable } from './slots.ts';

/** What dispatch keeps, and how its schema came to be. */
export const keeps: ServiceKeeps = {
  aggregates: [offerAggregate],
  tables: [driverOffersTable, leasesTable, slotsTable],
  handlesEvents: true,
  migrations: [tables],
};
