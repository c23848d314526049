import { aCard, callFor, RIDER } from '../../test/a-booking.ts';
import { aContext, type SpecContext } from '../../test/a-context.ts';
import { addMethod } from './add-method.ts';
import { listMethods } from './list-methods.ts';
import { removeMethod } from './remove-method.ts';

const STRANGER = 'rider_01kdvt1m00fqftsxvsrzst6qpz';

function add(ctx: SpecContext, commandKey: string, providerToken = 'tok_visa') {
  return callFor(ctx, { handler: addMethod(ctx), request: { commandKey, providerToken }, user: RIDER });
}

async function listed(ctx: SpecContext, user = RIDER): Promise<string[]> {
  const { methods } = await callFor(ctx, { handler: listMethods(ctx), request: {}, user });
  return methods.map(({ last4 }) => last4);
}

describe('cards on file', () => {
  it('are listed to their rider, oldest first', async () => {
    const ctx = await aContext();

    const { method } = await add(ctx, 'k1');
    await ctx.pass(1);
    await add(ctx, 'k2', 'tok_mastercard');

    expect(method).toMatchObject({ brand: 'visa', last4: '4242', expires: '12/29' });
    expect(await listed(ctx)).toEqual(['4242', '4444']);
    expect(await listed(ctx, STRANGER)).toEqual([]);
  });

  it('are added once under a key', async () => {
    const ctx = await aContext();

    const [first, again] = [await add(ctx, 'k1'), await add(ctx, 'k1')];

    expect(again).toEqual(first);
    expect(await listed(ctx)).toHaveLength(1);
  });

  it('refuse a key that was used for another card', async () => {
    const ctx = await aContext();
    await add(ctx, 'k1');

    await expect(add(ctx, 'k1', 'tok_mastercard')).rejects.toMatchObject({
      code: 'payment.command_key_reused',
    });
  });

  it.each(['tok_refused', 'tok_of_nobody'])('refuse what the provider refuses: %s', async (token) => {
    const ctx = await aContext();

    await expect(add(ctx, 'k1', token)).rejects.toMatchObject({ code: 'payment.card_refused' });
  });

  it('are ten at most, and one can go for another to come', async () => {
    const ctx = await aContext();
    const { method } = await add(ctx, 'k0');
    for (let i = 1; i < 10; i++) await add(ctx, `k${i}`);

    await expect(add(ctx, 'k10')).rejects.toMatchObject({ code: 'payment.too_many_methods' });
    const request = { paymentMethodId: method!.paymentMethodId };
    await callFor(ctx, { handler: removeMethod(ctx), request, user: RIDER });
    await add(ctx, 'k11');

    expect(await listed(ctx)).toHaveLength(10);
  });

  it('are taken off file by their rider alone, and one that is not there is no error', async () => {
    const ctx = await aContext();
    const request = { paymentMethodId: await aCard(ctx) };

    await callFor(ctx, { handler: removeMethod(ctx), request, user: STRANGER });
    const before = await listed(ctx);
    await callFor(ctx, { handler: removeMethod(ctx), request, user: RIDER });
    await callFor(ctx, { handler: removeMethod(ctx), request, user: RIDER });

    expect([before, await listed(ctx)]).toEqual([['4242'], []]);
  });

  it('name every field that breaks a rule', async () => {
    const ctx = await aContext();

    await expect(add(ctx, '', '')).rejects.toMatchObject({
      fields: [{ field: 'command_key' }, { field: 'provider_token' }],
    });
    const removed = callFor(ctx, {
      handler: removeMethod(ctx),
      request: { paymentMethodId: 'x' },
      user: RIDER,
    });
    await expect(removed).rejects.toMatchObject({ fields: [{ field: 'payment_method_id' }] });
  });
});
