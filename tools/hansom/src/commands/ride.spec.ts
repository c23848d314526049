import { forgiveRide, refundRide } from './ride-money.ts';
import { endRide, showRide } from './ride.ts';

const BOOKING = 'booking_got_01m8gcfp3cep1vfc55btnexc3n';
const NOWHERE = { data: '/nowhere', traffic: [] };

describe('hansom ride', () => {
  it('tells in a line what is wrong with an id, before it asks anybody', async () => {
    const wrong = { name: 'UsageError', message: '"anna": must be a booking id: it begins with booking_' };

    await expect(showRide('anna', NOWHERE)).rejects.toMatchObject(wrong);
    await expect(endRide('anna', { ...NOWHERE, reason: 'why' })).rejects.toMatchObject(wrong);
    await expect(refundRide('anna', '57.00', { ...NOWHERE, reason: 'why' })).rejects.toMatchObject(wrong);
    await expect(forgiveRide('anna', { ...NOWHERE, reason: 'why' })).rejects.toMatchObject(wrong);
  });

  it('tells in a line what is wrong with an amount, before it asks anybody', async () => {
    const refunded = refundRide(BOOKING, '57 SEK', { ...NOWHERE, reason: 'why' });

    await expect(refunded).rejects.toMatchObject({
      name: 'UsageError',
      message: '"57 SEK" is no amount: 57.00 is one',
    });
  });
});
