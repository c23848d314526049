import { callHandler } from '@hansom/platform-rpc/testing';
import { FareLineKind } from '@hansom/proto-common';
import { type QuoteRequest, type QuoteResponse, UnpricedReason } from '@hansom/proto-pricing';

import {
  aContext,
  AT_SEA,
  IN_CENTRE,
  IN_THE_SOUTH,
  ON_HISINGEN,
  type SpecContext,
} from '../../test/a-context.ts';
import { quote } from './quote.ts';

function ask(ctx: SpecContext, over: Partial<QuoteRequest> = {}): Promise<QuoteResponse> {
  const request = {
    city: 'got',
    pickup: IN_CENTRE,
    destination: IN_THE_SOUTH,
    passengers: 1,
    at: undefined,
    ...over,
  };
  return callHandler(quote(ctx), request, { effects: ctx.effects });
}

function quotesOf({ outcome }: QuoteResponse) {
  if (outcome?.$case !== 'quotes') throw new Error(`no quotes but ${String(outcome?.$case)}`);
  return outcome.value.quotes;
}

describe('quote', () => {
  it('prices a ride by each service type of the city, in its order', async () => {
    const ctx = await aContext();

    const response = await ask(ctx);

    expect(quotesOf(response).map(({ serviceType }) => serviceType)).toEqual([
      'standard',
      'premium',
      'large',
    ]);
    expect(response.outcome?.value).toMatchObject({ distanceMetres: 5_500, durationMs: 660_000 });
  });

  it('asks what the meter would show on a free road, in whole kronor', async () => {
    const ctx = await aContext();

    const [standard] = quotesOf(await ask(ctx));

    // 5 km beyond the first 500 m at 16 kr, for 10 of 11 minutes at 7.50: the way counts.
    expect(standard?.fare?.total).toEqual({ amountMinor: 12_900n, currency: 'SEK' });
    expect(standard?.fixed).toBe(false);
  });

  it('gives lines that sum exactly to the total', async () => {
    const ctx = await aContext();

    for (const { fare } of quotesOf(await ask(ctx, { passengers: 3 }))) {
      const sum = fare!.lines.reduce((all, { price }) => all + price!.amountMinor, 0n);
      expect(sum).toBe(fare!.total!.amountMinor);
    }
  });

  it('prices another time by the tariff of that time', async () => {
    const ctx = await aContext();

    const [day] = quotesOf(await ask(ctx));
    const [night] = quotesOf(await ask(ctx, { at: new Date('2026-01-05T23:00:00Z') }));

    expect(Number(night?.fare?.total?.amountMinor)).toBeGreaterThan(Number(day?.fare?.total?.amountMinor));
  });

  it.each([
    ['there', IN_CENTRE, ON_HISINGEN],
    ['back', ON_HISINGEN, IN_CENTRE],
  ])('binds a fixed price between two zones, %s', async (_, pickup, destination) => {
    const ctx = await aContext();

    const [standard] = quotesOf(await ask(ctx, { pickup, destination }));

    expect(standard).toMatchObject({ fixed: true, fare: { total: { amountMinor: 17_900n } } });
    expect(standard?.fare?.lines).toMatchObject([{ kind: FareLineKind.FIXED }]);
  });

  it('leaves out cars with too few seats, and refuses more people than any car takes', async () => {
    const ctx = await aContext();

    const quotes = quotesOf(await ask(ctx, { passengers: 6 }));

    expect(quotes.map(({ serviceType }) => serviceType)).toEqual(['large']);
    await expect(ask(ctx, { passengers: 8 })).rejects.toMatchObject({ fields: [{ field: 'passengers' }] });
  });

  it('says that a pickup is outside the city, or in no service area of it', async () => {
    const ctx = await aContext();
    ctx.around.zones.set(AT_SEA.at.lat, ['centre']);

    const outside = await ask(ctx, { pickup: { at: { lat: 0, lng: 0 }, label: '' } });
    const unserved = await ask(ctx, { pickup: AT_SEA });

    expect(outside.outcome).toEqual({ $case: 'unpriced', value: { reason: UnpricedReason.OUTSIDE_CITY } });
    expect(unserved.outcome).toEqual(outside.outcome);
  });

  it('says that no way leads there, or one that is too long', async () => {
    const ctx = await aContext();
    ctx.around.route = { outcome: { $case: 'none', value: {} } };
    const nowhere = await ask(ctx);
    ctx.around.route = {
      outcome: { $case: 'way', value: { distanceMetres: 80_001, durationMs: 1, line: [] } },
    };
    const tooFar = await ask(ctx);

    expect(nowhere.outcome?.value).toEqual({ reason: UnpricedReason.NO_ROUTE });
    expect(tooFar.outcome?.value).toEqual({ reason: UnpricedReason.TOO_FAR });
  });

  it('prices a ride out of the city', async () => {
    const ctx = await aContext();

    expect(quotesOf(await ask(ctx, { destination: AT_SEA }))).toHaveLength(3);
  });

  it('refuses a city without prices, and names every field that breaks a rule', async () => {
    const ctx = await aContext();

    const unknown = ask(ctx, { city: 'lon' });
    const bad = ask(ctx, {
      city: 'X',
      pickup: undefined,
      destination: { at: { lat: 91, lng: 0 }, label: '' },
    });

    await expect(unknown).rejects.toMatchObject({ kind: 'not_found', code: 'pricing.not_found' });
    await expect(bad).rejects.toMatchObject({
      fields: [{ field: 'city' }, { field: 'pickup.at' }, { field: 'destination.at' }],
    });
  });
});
