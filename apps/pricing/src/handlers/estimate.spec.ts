import { callHandler } from '@hansom/platform-rpc/testing';
import { type EstimateRequest } from '@hansom/proto-pricing';

import { aContext, type SpecContext } from '../../test/a-context.ts';
import { estimate } from './estimate.ts';

function ask(ctx: SpecContext, over: Partial<EstimateRequest> = {}) {
  const request = {
    city: 'got',
    serviceType: 'standard',
    distanceMetres: 5_500,
    durationMs: 660_000,
    startedAt: new Date('2026-01-05T11:00:00Z'),
    passengers: 1,
    ...over,
  };
  return callHandler(estimate(ctx), request, { effects: ctx.effects });
}

describe('estimate', () => {
  it('runs the meter of the city over a ride that nobody took', async () => {
    const ctx = await aContext();

    const { fare, tariffId } = await ask(ctx);

    expect(tariffId).toBe('gothenburg_standard_2026');
    expect(fare?.total).toEqual({ amountMinor: 12_900n, currency: 'SEK' });
  });

  it.each([
    ['a Sunday', '2026-01-11T11:00:00Z'],
    ['Epiphany', '2026-01-06T11:00:00Z'],
    ['the night', '2026-01-05T21:00:00Z'],
  ])('is dearer on %s', async (_, at) => {
    const ctx = await aContext();

    const { fare } = await ask(ctx, { startedAt: new Date(at) });

    expect(fare?.total?.amountMinor).toBe(15_400n + 100n);
  });

  it('refuses a service type without a tariff, also before it had one', async () => {
    const ctx = await aContext();

    const unknown = ask(ctx, { serviceType: 'limousine' });
    const early = ask(ctx, { startedAt: new Date('2025-12-31T22:59:59Z') });

    await expect(unknown).rejects.toMatchObject({ code: 'pricing.not_found' });
    await expect(early).rejects.toMatchObject({ code: 'pricing.not_found' });
  });

  it('names every field that breaks a rule', async () => {
    const ctx = await aContext();

    const bad = ask(ctx, {
      distanceMetres: 1_000_001,
      durationMs: 86_400_001,
      startedAt: undefined,
      passengers: 51,
    });

    await expect(bad).rejects.toMatchObject({
      fields: [
        { field: 'distance_metres' },
        { field: 'duration_ms' },
        { field: 'started_at' },
        { field: 'passengers' },
      ],
    });
  });
});
