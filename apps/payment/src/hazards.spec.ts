import { aCall } from '@hansom/platform-rpc/testing';
import { PaymentKind } from '@hansom/proto-booking';
import { PaymentState } from '@hansom/proto-payment';

import {
  aCard,
  aFare,
  bookedByCard,
  DRIVER,
  hears,
  moneyMoved,
  PAYMENT,
  paymentOf,
  RIDER,
} from '../test/a-booking.ts';
import { aContext, type SpecContext } from '../test/a-context.ts';
import { heed } from './notices.ts';

/** Domain and real time in which a worker whom nobody answered has asked again. */
const A_WHILE = 120_000;

async function booked(ctx: SpecContext, token: string): Promise<void> {
  const paymentMethodId = await aCard(ctx, token);
  await hears(ctx, 'created', { paymentKind: PaymentKind.CARD, paymentMethodId });
}

describe('a provider that does not answer', () => {
  it.each(['tok_timeout_after_charge', 'tok_500'])(
    'is asked again under the same key (%s): one hold',
    async (token) => {
      const ctx = await aContext();

      await bookedByCard(ctx, token);
      await ctx.pass(A_WHILE);
      await ctx.pass(A_WHILE);

      expect(await paymentOf(ctx)).toMatchObject({ state: PaymentState.AUTHORISED });
      expect(await moneyMoved(ctx)).toEqual({ held: 12_000, taken: 0, refunded: 0 });
    },
  );

  it.each(['tok_timeout_after_charge', 'tok_500'])(
    'charges once (%s), of the hold and beside it',
    async (token) => {
      const ctx = await aContext();
      await bookedByCard(ctx, token);
      await ctx.pass(A_WHILE);
      await ctx.pass(A_WHILE);
      await hears(ctx, 'completed', { fare: aFare(15_000), driverId: DRIVER });

      for (let i = 0; i < 8; i++) await ctx.pass(A_WHILE);

      expect(await paymentOf(ctx)).toMatchObject({ state: PaymentState.CAPTURED });
      expect(await moneyMoved(ctx)).toEqual({ held: 0, taken: 15_000, refunded: 0 });
    },
  );

  it('is never taken at his silence: the payment stays under way', async () => {
    const ctx = await aContext();
    const provider = { ...ctx.provider };
    ctx.provider.hold = () => Promise.reject(new Error('no answer'));

    await booked(ctx, 'tok_visa');
    await ctx.pass(600_000);
    const before = await paymentOf(ctx);
    Object.assign(ctx.provider, provider);
    await ctx.pass(A_WHILE);

    expect(before).toMatchObject({ state: PaymentState.AUTHORISING, version: 1 });
    expect(await paymentOf(ctx)).toMatchObject({ state: PaymentState.AUTHORISED });
  });
});

describe('a void', () => {
  it('that overtakes its authorisation lets the hold go when it is there', async () => {
    const ctx = await aContext();

    await booked(ctx, 'tok_visa');
    await hears(ctx, 'cancelled'); // the provider was not asked yet
    const between = await paymentOf(ctx);
    await ctx.pass(A_WHILE);

    expect(between).toMatchObject({ state: PaymentState.AUTHORISING });
    expect(await paymentOf(ctx)).toMatchObject({ state: PaymentState.VOIDED });
    expect(await moneyMoved(ctx)).toEqual({ held: 0, taken: 0, refunded: 0 });
    expect(ctx.events.events.map(({ type }) => type)).not.toContain('payment.authorised');
  });

  it('lets go of a hold of which nothing was heard', async () => {
    const ctx = await aContext();
    const { hold } = ctx.provider;
    ctx.provider.hold = async (request) => {
      await hold(request);
      throw new Error('no answer');
    };
    await booked(ctx, 'tok_visa');
    await ctx.pass(0);
    expect(await moneyMoved(ctx)).toMatchObject({ held: 12_000 });

    await hears(ctx, 'cancelled');
    ctx.provider.hold = hold;
    await ctx.pass(A_WHILE);

    expect(await paymentOf(ctx)).toMatchObject({ state: PaymentState.VOIDED });
    expect(await moneyMoved(ctx)).toEqual({ held: 0, taken: 0, refunded: 0 });
  });

  it('of a declined hold is a void', async () => {
    const ctx = await aContext();
    await booked(ctx, 'tok_declined');
    await hears(ctx, 'cancelled');
    await ctx.pass(A_WHILE);

    expect(await paymentOf(ctx)).toMatchObject({ state: PaymentState.VOIDED });
  });
});

describe('capture against void', () => {
  it.each([
    ['completed', 'cancelled', PaymentState.CAPTURED, 10_000],
    ['cancelled', 'completed', PaymentState.VOIDED, 0],
  ] as const)('what is wanted first counts: %s, then %s', async (...[first, second, state, taken]) => {
    const ctx = await aContext();
    await bookedByCard(ctx);

    await hears(ctx, first, first === 'completed' ? { fare: aFare(10_000) } : {});
    await hears(ctx, second, second === 'completed' ? { fare: aFare(10_000) } : {});
    await ctx.pass(A_WHILE);

    expect(await paymentOf(ctx)).toMatchObject({ state });
    expect(await moneyMoved(ctx)).toEqual({ held: 0, taken, refunded: 0 });
  });

  it('is remembered through an authorisation that is under way', async () => {
    const ctx = await aContext();
    await booked(ctx, 'tok_visa');

    await hears(ctx, 'no_show', { fare: aFare(5_000) });
    await hears(ctx, 'failed');
    await ctx.pass(A_WHILE);

    expect(await moneyMoved(ctx)).toEqual({ held: 0, taken: 5_000, refunded: 0 });
  });
});

describe('what comes twice', () => {
  it('is done once: events', async () => {
    const ctx = await aContext();
    await bookedByCard(ctx);
    const fare = aFare(15_000);

    await hears(ctx, 'completed', { fare });
    await ctx.pass(0);
    const once = await paymentOf(ctx);
    await hears(ctx, 'completed', { fare });
    await ctx.pass(A_WHILE);

    expect(await paymentOf(ctx)).toEqual(once);
    expect(await moneyMoved(ctx)).toEqual({ held: 0, taken: 15_000, refunded: 0 });
  });

  it('is done once: what the provider tells', async () => {
    const ctx = await aContext();
    await booked(ctx, 'tok_visa');
    const key = `${PAYMENT}/hold`;
    const begin = () => aCall({ effects: ctx.effects });
    const notice = { key, answer: { outcome: 'held' as const, reference: key } };

    await heed(ctx, notice, begin);
    const once = await paymentOf(ctx);
    await heed(ctx, notice, begin);
    await heed(ctx, { ...notice, key: `${PAYMENT}/rest` }, begin);

    expect(once).toMatchObject({ state: PaymentState.AUTHORISED, version: 2 });
    expect(await paymentOf(ctx)).toEqual(once);
  });

  it('is done once: a notice that comes when the hold is long gone', async () => {
    const ctx = await aContext();
    await bookedByCard(ctx);
    await hears(ctx, 'cancelled');
    await ctx.pass(A_WHILE);
    const gone = await paymentOf(ctx);
    const key = `${PAYMENT}/hold`;

    await heed(ctx, { key, answer: { outcome: 'held', reference: key } }, () =>
      aCall({ effects: ctx.effects }),
    );

    expect(await paymentOf(ctx)).toEqual(gone);
  });
});

describe('a debt', () => {
  it('is noted before it is made: who changes the payment in between has it noted anew', async () => {
    const ctx = await aContext();
    await hears(ctx, 'created');
    const { add } = ctx.debts;
    const noted: number[] = [];
    ctx.debts.add = async (rider, next) => {
      noted.push(next.version);
      await add(rider, next);
      if (noted.length === 1) await hears(ctx, 'started', { driverId: DRIVER });
    };

    const overtaken = hears(ctx, 'no_show', { fare: aFare(5_000) });
    await expect(overtaken).rejects.toMatchObject({ kind: 'aborted', code: 'payment.contended' });
    await hears(ctx, 'no_show', { fare: aFare(5_000) }); // the event comes again
    const { states } = await ctx.debts.page(RIDER);

    expect(noted).toEqual([2, 3]);
    expect(states.map(({ id, version }) => [id, version])).toEqual([[PAYMENT, 3]]);
  });
});
