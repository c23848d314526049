import { type ServiceKeeps } from '@hansom/platform-runtime';

import tables from '../../migrations/0001_tables.cql';
import renewedBy from '../../migrations/0002_renewed_by.cql';
import { secretsTable } from '../secrets/installation-secret.ts';
import { signingKeysTable } from '../secrets/key-ring.ts';
import { challengesTable } from './challenges.ts';
import { accountsTable, phonesTable } from './identities.ts';
import { sessionAggregate } from './session-aggregate.ts';
import { signInLinksTable } from './sign-in-links.ts';
import { staffTable } from './staff-members.ts';
import { windowsTable } from './windows.ts';

/** What auth keeps, and how its schema came to be. */
export const keeps: ServiceKeeps = {
  scope: 'global',
  aggregates: [sessionAggregate],
  tables: [
    secretsTable,
    signingKeysTable,
    challengesTable,
    accountsTable,
    phonesTable,
    signInLinksTable,
    staffTable,
    windowsTable,
  ],
  migrations: [tables, renewedBy],
};
