import { decideDriver, listDrivers, showDriver } from './driver.ts';

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
});
