import { AccountState, DocumentKind, Driver } from '@hansom/proto-driver';

import { decideDriver, listDrivers, showDriver, tableOf } from './driver.ts';

const NOWHERE = { data: '/nowhere', traffic: [] };

describe('hansom driver', () => {
  it('tells in a line what is wrong with an id, before it asks anybody', async () => {
    const wrong = { name: 'UsageError', message: '"anna": must be a driver id: it begins with driver_' };

    await expect(decideDriver('approve', 'anna', NOWHERE)).rejects.toMatchObject(wrong);
    await expect(showDriver('anna', NOWHERE)).rejects.toMatchObject(wrong);
  });

  it('tells which states there are when asked for another', async () => {
    const asked = listDrivers('got', { ...NOWHERE, state: 'asleep' });

    await expect(asked).rejects.toThrow(
      'no account is "asleep"; known: ACTIVE, APPLIED, CLOSED, IN_REVIEW, REJECTED, SUSPENDED',
    );
  });

  it('lists with each account its version, and which renewals wait', () => {
    const renewals = [{ kind: DocumentKind.TAXI_LICENCE }, { kind: DocumentKind.INSURANCE }];
    const vehicleRenewal = { plate: 'NEW222' };
    const account = {
      driverId: 'driver_got_1',
      version: 8,
      state: AccountState.ACTIVE,
      name: 'Asta',
      vehicle: { plate: 'ABC123' },
      renewals,
      vehicleRenewal,
    };

    const [, line = ''] = tableOf([Driver.fromPartial(account)]).split('\n');

    expect(line.split(/\s{2,}/)).toEqual([
      ...['driver_got_1', '8', 'ACTIVE', 'Asta', 'ABC123', 'VEHICLE NEW222, TAXI_LICENCE, INSURANCE'],
    ]);
  });
});
