import { callHandler } from '@hansom/platform-rpc/testing';

import { BOOKING, hears, OTHER_BOOKING } from '../../test/a-booking.ts';
import { aContext } from '../../test/a-context.ts';
import { listJournals } from './list-journals.ts';
import { listPayments } from './list-payments.ts';

describe('the lists of a city', () => {
  it('have its payments by id', async () => {
    const ctx = await aContext();
    await hears(ctx, 'created', { bookingId: OTHER_BOOKING });
    await hears(ctx, 'created', { bookingId: BOOKING });

    const { payments, nextPage } = await callHandler(listPayments(ctx), { city: 'got', page: '' });

    expect(payments.map(({ bookingId }) => bookingId)).toEqual([BOOKING, OTHER_BOOKING]);
    expect(nextPage).toBe('');
  });

  it('pass over a payment that was noted and never opened', async () => {
    const ctx = await aContext();
    await hears(ctx, 'created');
    await ctx.ofCity.note('got', { at: ctx.clock.now(), key: 'payment_got_01kdvt1m00fqftsxvsrzst6qpz' });

    let page = '';
    const found: string[] = [];
    do {
      const answer = await callHandler(listPayments(ctx), { city: 'got', page });
      found.push(...answer.payments.map(({ bookingId }) => bookingId));
      page = answer.nextPage;
    } while (page !== '');

    expect(found).toEqual([BOOKING]);
  });

  it.each(['x', '2026-01-05', '|'])('refuse a page that nobody gave: %s', async (page) => {
    const ctx = await aContext();

    await expect(callHandler(listPayments(ctx), { city: 'got', page })).rejects.toMatchObject({
      fields: [{ field: 'page' }],
    });
    await expect(callHandler(listJournals(ctx), { city: 'GOT', page })).rejects.toMatchObject({
      fields: [{ field: 'city' }, { field: 'page' }],
    });
  });
});
