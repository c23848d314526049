import { later } from '@hansom/platform-context';
import { A_MONDAY_MORNING, fakeEffects, FakeTime } from '@hansom/platform-context/testing';
import { callHandler } from '@hansom/platform-rpc/testing';
import { SimulatedStore } from '@hansom/platform-store';
import { type Quote } from '@hansom/proto-pricing';

import { aContext, IN_CENTRE, IN_THE_SOUTH, type SpecContext } from '../../test/a-context.ts';
import { quote } from './quote.ts';
import { redeem } from './redeem.ts';

const TEN_MINUTES = 600_000;

async function aQuote(ctx: SpecContext): Promise<Quote> {
  const request = { city: 'got', pickup: IN_CENTRE, destination: IN_THE_SOUTH, passengers: 2, at: undefined };
  const { outcome } = await callHandler(quote(ctx), request, { effects: ctx.effects });
  if (outcome?.$case !== 'quotes') throw new Error('no quotes');
  return outcome.value.quotes[0]!;
}

function redeemed(ctx: SpecContext, token: string) {
  return callHandler(redeem(ctx), { token }, { effects: ctx.effects });
}

describe('redeem', () => {
  it('reads what was agreed on', async () => {
    const ctx = await aContext();
    const { quoteId, fare, token } = await aQuote(ctx);

    const { price } = await redeemed(ctx, token);

    expect(price).toEqual({
      quoteId,
      city: 'got',
      serviceType: 'standard',
      tariffId: 'gothenburg_standard_2026',
      fare,
      fixed: false,
      pickup: IN_CENTRE,
      destination: IN_THE_SOUTH,
      distanceMetres: 5_500,
      durationMs: 660_000,
      passengers: 2,
    });
  });

  it('takes a quote for ten minutes, and no longer', async () => {
    const ctx = await aContext();
    const { token, validUntil } = await aQuote(ctx);
    await ctx.effects.time.advance(TEN_MINUTES);
    const inTime = await redeemed(ctx, token);
    await ctx.effects.time.advance(1);

    expect(inTime.price?.city).toBe('got');
    expect(validUntil?.getTime()).toBe(ctx.clock.now() - 1);
    await expect(redeemed(ctx, token)).rejects.toMatchObject({
      kind: 'failed_precondition',
      code: 'pricing.quote_stale',
    });
  });

  it('calls a quote of another day stale, whose key nobody keeps', async () => {
    const ctx = await aContext();
    const { token } = await aQuote(ctx);
    await ctx.effects.time.advance(3 * 86_400_000);

    await expect(redeemed(ctx, token)).rejects.toMatchObject({ code: 'pricing.quote_stale' });
  });

  it('takes a quote over midnight, when the key changes', async () => {
    const ctx = await aContext();
    await ctx.effects.time.advance(15.95 * 3_600_000); // 23:57 UTC
    const { token } = await aQuote(ctx);
    await ctx.effects.time.advance(5 * 60_000);
    await aQuote(ctx);

    expect((await redeemed(ctx, token)).price?.city).toBe('got');
  });

  it('takes what another instance has sealed whose clock reached the next day first', async () => {
    const effects = fakeEffects();
    const store = new SimulatedStore(effects);
    const behind = await aContext(effects, store);
    const ahead = fakeEffects({ seed: 7, time: new FakeTime(later(A_MONDAY_MORNING, 2_000)) });
    const other = await aContext(ahead, store);
    for (const { time } of [effects, ahead]) await time.advance(16 * 3_600_000 - 1_000); // to 23:59:59, and 00:00:01

    const { quoteId, token } = await aQuote(other);

    expect((await redeemed(behind, token)).price?.quoteId).toBe(quoteId);
  });

  it('takes what another instance has sealed, also after a restart', async () => {
    const effects = fakeEffects();
    const store = new SimulatedStore(effects);
    const [one, other] = [
      await aContext(effects, store),
      await aContext(fakeEffects({ seed: 7, time: effects.time }), store),
    ];

    const [first, second] = await Promise.all([aQuote(one), aQuote(other)]);

    expect((await redeemed(other, first.token)).price?.quoteId).toBe(first.quoteId);
    expect((await redeemed(one, second.token)).price?.quoteId).toBe(second.quoteId);
  });

  it('refuses every token that is not ours to the letter', async () => {
    const ctx = await aContext();
    const { token } = await aQuote(ctx);
    const elsewhere = await aQuote(await aContext(fakeEffects({ seed: 99 })));
    const longer = token.replace(/^(q1\.\d+\.)(\d+)/, (_, head, until) => head + String(Number(until) + 1));
    // Each letter is changed but the last, of which two bits mean nothing.
    const changed = Array.from(
      token.slice(0, -1),
      (letter, i) => token.slice(0, i) + other(letter) + token.slice(i + 1),
    );

    for (const forged of ['', 'q1', longer, elsewhere.token, `${token}A`, ...changed]) {
      await expect(redeemed(ctx, forged)).rejects.toMatchObject({
        code: expect.stringMatching(/^pricing\.quote_(invalid|stale)$/),
      });
    }
    await expect(redeemed(ctx, longer)).rejects.toMatchObject({ code: 'pricing.quote_invalid' });
  });
});

function other(letter: string): string {
  if (/\d/.test(letter)) return String((Number(letter) + 1) % 10);
  return letter === 'A' ? 'B' : 'A';
}
