import { endRide, showRide } from './ride.ts';

const NOWHERE = { data: '/nowhere', traffic: [] };

describe('hansom ride', () => {
  it('tells in a line what is wrong with an id, before it asks anybody', async () => {
    const wrong = { name: 'UsageError', message: '"anna": must be a booking id: it begins with booking_' };

    await expect(showRide('anna', NOWHERE)).rejects.toMatchObject(wrong);
    await expect(endRide('anna', { ...NOWHERE, reason: 'why' })).rejects.toMatchObject(wrong);
  });
});
