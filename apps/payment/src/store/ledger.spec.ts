import { callHandler } from '@hansom/platform-rpc/testing';
import { type Journal } from '@hansom/proto-payment';

import {
  aCard,
  aFare,
  BOOKING,
  bookedByCard,
  callFor,
  DRIVER,
  hears,
  OTHER_BOOKING,
  RIDER,
} from '../../test/a-booking.ts';
import { aContext, type SpecContext } from '../../test/a-context.ts';
import { balancesOf } from '../domain/balances.ts';
import { checked, journalsOf } from '../domain/journals.ts';
import { collect } from '../handlers/collect.ts';
import { listJournalsOfBooking } from '../handlers/list-journals-of-booking.ts';
import { listJournals } from '../handlers/list-journals.ts';
import { refund } from '../handlers/refund.ts';
import { paymentIdOf } from '../payment-id.ts';

async function journals(ctx: SpecContext): Promise<Journal[]> {
  const { journals: all } = await callHandler(
    listJournals(ctx),
    { city: 'got', page: '' },
    { effects: ctx.effects },
  );
  return all;
}

async function balances(ctx: SpecContext): Promise<Record<string, number>> {
  const all = (await journals(ctx)).map(({ postings }) => ({
    currency: postings[0]!.change!.currency,
    postings: postings.map(({ account, change }) => ({ account, minor: change!.amountMinor })),
  }));
  return Object.fromEntries(Array.from(balancesOf(all), ([name, minor]) => [name, Number(minor)]));
}

describe('the ledger', () => {
  it('books a fare by card: the driver earns it less the commission, the rider owes nothing', async () => {
    const ctx = await aContext();
    await bookedByCard(ctx);
    await hears(ctx, 'completed', { driverId: DRIVER, fare: aFare(15_000) });
    await ctx.pass(0);

    expect((await journals(ctx)).map(({ kind, journalNumber }) => [kind, journalNumber])).toEqual([
      ['fare', 1],
      ['commission', 1],
      ['capture', 1],
      ['capture', 2],
    ]);
    expect(await balances(ctx)).toEqual({
      [`riders:${RIDER} SEK`]: 0,
      [`drivers:${DRIVER} SEK`]: -12_750,
      'company:commission SEK': -2_250,
      'psp SEK': 15_000,
    });
  });

  it('lists the journals of one payment as they were booked, and refuses one that is not there', async () => {
    const ctx = await aContext();
    await bookedByCard(ctx);
    await hears(ctx, 'completed', { driverId: DRIVER, fare: aFare(15_000) });
    await ctx.pass(0);
    const list = (bookingId: string) =>
      callHandler(listJournalsOfBooking(ctx), { bookingId }, { effects: ctx.effects });

    const { journals: own } = await list(BOOKING);

    expect(own).toEqual(await journals(ctx));
    await expect(list(OTHER_BOOKING)).rejects.toMatchObject({ code: 'payment.not_found' });
  });

  it('books cash: the driver has it, and owes the commission', async () => {
    const ctx = await aContext();
    await hears(ctx, 'created');
    await hears(ctx, 'completed', { driverId: DRIVER, fare: aFare(10_000) });
    const request = { commandKey: 'k1', bookingId: BOOKING };
    await callFor(ctx, { handler: collect(ctx), request, user: DRIVER });
    await ctx.pass(0);

    expect(await balances(ctx)).toEqual({
      [`riders:${RIDER} SEK`]: 0,
      [`drivers:${DRIVER} SEK`]: 1_500,
      'company:commission SEK': -1_500,
    });
  });

  it('books a fee that nobody could take as what the rider owes, and what a new card pays of it', async () => {
    const ctx = await aContext();
    await hears(ctx, 'created');
    await hears(ctx, 'cancelled', { fare: aFare(5_000) });
    await ctx.pass(0);
    const owed = await balances(ctx);
    await aCard(ctx);
    await ctx.pass(0);

    expect(owed).toEqual({ [`riders:${RIDER} SEK`]: 5_000, 'company:fees SEK': -5_000 });
    expect(await balances(ctx)).toEqual({
      [`riders:${RIDER} SEK`]: 0,
      'company:fees SEK': -5_000,
      'psp SEK': 5_000,
    });
  });

  it('books what was taken although the rest was declined', async () => {
    const ctx = await aContext();
    await bookedByCard(ctx, 'tok_charge_declined');
    await hears(ctx, 'completed', { driverId: DRIVER, fare: aFare(15_000) });
    await ctx.pass(0);

    expect(await balances(ctx)).toMatchObject({ 'psp SEK': 12_000, [`riders:${RIDER} SEK`]: 3_000 });
  });

  it('books each refund, and the company bears it', async () => {
    const ctx = await aContext();
    await bookedByCard(ctx);
    await hears(ctx, 'completed', { driverId: DRIVER, fare: aFare(15_000) });
    await ctx.pass(0);

    for (const [i, minor] of [1_000n, 13_000n].entries()) {
      const request = {
        commandKey: `k${i}`,
        bookingId: BOOKING,
        refund: { amountMinor: minor, currency: 'SEK' },
        reason: '',
      };
      await callHandler(refund(ctx), request, { effects: ctx.effects });
      await ctx.pass(0);
    }

    expect(await balances(ctx)).toMatchObject({ 'psp SEK': 1_000, 'company:refunds SEK': 14_000 });
  });

  it('books nothing for a hold that was let go', async () => {
    const ctx = await aContext();
    await bookedByCard(ctx);
    await hears(ctx, 'expired');
    await ctx.pass(0);

    expect(await journals(ctx)).toEqual([]);
  });

  it('books a journal once, and keeps what it was booked as', async () => {
    const ctx = await aContext();
    await bookedByCard(ctx);
    await hears(ctx, 'completed', { driverId: DRIVER, fare: aFare(11_000) });
    await ctx.pass(0);
    const before = await journals(ctx);
    const payment = await ctx.payments.get(paymentIdOf(BOOKING));

    await ctx.pass(1_000);
    await ctx.ledger.post(journalsOf(payment!));
    await Promise.all([ctx.ledger.post(journalsOf(payment!)), ctx.ledger.post(journalsOf(payment!))]);

    expect(await journals(ctx)).toEqual(before);
  });

  it('never books what does not balance', () => {
    const postings = [
      { account: 'psp', minor: 100n },
      { account: 'riders:r', minor: -99n },
    ];

    expect(() => checked({ kind: 'capture', postings })).toThrow(
      'a journal of kind capture does not balance: 1',
    );
  });
});
