import { aUser, callHandlerAs } from '@hansom/platform-identity/testing';
import { callHandler } from '@hansom/platform-rpc/testing';

import { aContext, type SpecContext } from '../../test/a-context.ts';
import { aPayment, BOOKING, RIDER } from '../../test/builders.ts';
import { makeReceipt } from '../make-receipt.ts';
import { aCall } from '@hansom/platform-rpc/testing';
import { getReceipt } from './get-receipt.ts';

async function aReceipt(): Promise<SpecContext> {
  const ctx = await aContext();
  const event = { type: 'payment.captured', occurredAt: ctx.clock.now() };
  const settled = { event, payment: aPayment(), booking: ctx.world.booking };
  await ctx.receipts.keep(await makeReceipt(ctx, settled, aCall({ effects: ctx.effects })), 1);
  return ctx;
}

const readAs = (ctx: SpecContext, id: string, bookingId = BOOKING) =>
  callHandlerAs(aUser({ id }), getReceipt(ctx), { request: { bookingId }, effects: ctx.effects });

describe('getReceipt', () => {
  it('reads a receipt for its rider, and for the console', async () => {
    const ctx = await aReceipt();

    const own = await readAs(ctx, RIDER);
    const consoles = await callHandler(getReceipt(ctx), { bookingId: BOOKING }, { effects: ctx.effects });

    expect(own.receipt).toMatchObject({ bookingId: BOOKING, riderId: RIDER });
    expect(consoles).toEqual(own);
  });

  it('knows nothing of what is not there or is of somebody else', async () => {
    const ctx = await aReceipt();
    const refused = { kind: 'not_found', code: 'notification.not_found' };

    await expect(readAs(ctx, 'rider_2')).rejects.toMatchObject(refused);
    await expect(readAs(ctx, RIDER, BOOKING.replace('2db', '2dc'))).rejects.toMatchObject(refused);
  });

  it('refuses what is no id', async () => {
    const ctx = await aReceipt();

    await expect(readAs(ctx, RIDER, 'x')).rejects.toMatchObject({ fields: [{ field: 'booking_id' }] });
  });
});
