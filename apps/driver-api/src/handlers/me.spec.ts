import { implement } from '@hansom/platform-http';
import { callRoute } from '@hansom/platform-http/testing';
import { aUser } from '@hansom/platform-identity/testing';
import { AccountState, DocumentKind, Driver } from '@hansom/proto-driver';

import { type DriverApiContext } from '../context.ts';
import { getMe as route } from '../routes/me.ts';
import { getMe } from './me.ts';

describe('getMe', () => {
  it('shows the renewals that wait beside the documents that count', async () => {
    const [kind, expiresAt] = [DocumentKind.TAXI_LICENCE, new Date(0)];
    const driver = Driver.fromPartial({
      ...{ driverId: 'driver_1', state: AccountState.ACTIVE, version: 8 },
      documents: [{ kind, number: 'old', expiresAt }],
      renewals: [{ kind, number: 'new', expiresAt }],
    });
    const fakes = { driver: { getDriver: async () => ({ driver }) } };
    const ctx = fakes as unknown as DriverApiContext; // what the route calls

    const { body } = await callRoute(implement(route, getMe(ctx)), { user: aUser({ id: 'driver_1' }) });

    const shown = { kind: 'TAXI_LICENCE', expiresAt: expiresAt.toISOString() };
    expect(body).toMatchObject({
      state: 'ACTIVE',
      documents: [{ ...shown, number: 'old' }],
      renewals: [{ ...shown, number: 'new' }],
    });
  });
});
