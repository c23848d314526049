import { staticConfig } from '@hansom/platform-config/testing';
import { fakeEffects } from '@hansom/platform-context/testing';
import { HansomError } from '@hansom/platform-errors';
import { implement } from '@hansom/platform-http';
import { callRoute } from '@hansom/platform-http/testing';
import { aUser } from '@hansom/platform-identity/testing';
import { type Call } from '@hansom/platform-rpc';
import { City } from '@hansom/proto-city';
import { Quote } from '@hansom/proto-pricing';

import { type CustomerApiContext } from '../context.ts';
import * as routes from '../routes/city.ts';
import { createQuotes } from './city.ts';

const user = aUser({ id: 'rider_1', roles: ['RIDER'] });
const AT = { lat: 57.7, lng: 11.97 };
const body = { pickup: { at: AT, label: '' }, destination: { at: AT, label: '' } };
const AWAY = new HansomError('unavailable', 'spec.unavailable', { description: 'is away' });

/** A city with a price and a car. */
function aWorld() {
  const total = { amountMinor: 18_200n, currency: 'SEK' };
  const quote = Quote.fromPartial({
    ...{ quoteId: 'quote_1', token: 'q1', fare: { total }, validUntil: new Date(0) },
  });
  const prices = { quotes: [quote], distanceMetres: 5_500, durationMs: 660_000 };
  const services = {
    config: staticConfig({ nearbyMetres: 1_000, nearbyCars: 8 }),
    city: {
      findCity: async () => ({
        outcome: { $case: 'found', value: { city: City.fromPartial({ code: 'got' }) } },
      }),
    },
    pricing: { quote: async () => ({ outcome: { $case: 'quotes', value: prices } }) },
    geosearch: {
      findNearest: async (_: object, __: Call) => ({ hits: [{ position: AT, bearingDegrees: 90 }] }),
    },
    eta: { manyToOne: async () => ({ ways: [{ found: true, durationMs: 240_000 }] }) },
  };
  const ctx = services as unknown as CustomerApiContext; // what the handler uses of it
  const effects = fakeEffects();
  const asks = () =>
    callRoute(implement(routes.createQuotes, createQuotes(ctx)), { body, user }, { effects });
  return { services, effects, asks };
}

const PRICED = [{ id: 'quote_1', token: 'q1' }];

describe('quotes', () => {
  it('come with the cars near, and how soon one could come', async () => {
    const { asks } = aWorld();

    expect((await asks()).body).toMatchObject({
      quotes: PRICED,
      nearby: { cars: [{ at: AT, bearingDegrees: 90 }], pickupMs: 240_000 },
    });
  });

  it.each([
    ['geosearch', { geosearch: { findNearest: () => Promise.reject(AWAY) } }],
    ['eta', { eta: { manyToOne: () => Promise.reject(AWAY) } }],
  ])('come without cars while %s is away', async (_, away) => {
    const { services, asks } = aWorld();
    Object.assign(services, away);

    expect((await asks()).body).toMatchObject({ quotes: PRICED, nearby: { cars: [] } });
  });

  it('come without cars where those are told too late', async () => {
    const { services, effects, asks } = aWorld();
    services.geosearch.findNearest = (_, call) =>
      new Promise((_resolve, reject) => call.onCancel(() => reject(call.cancellation())));

    const asked = asks();
    await effects.time.advance(5_000);

    expect((await asked).body).toMatchObject({ quotes: PRICED, nearby: { cars: [] } });
  });

  it('do not come while nobody can price them', async () => {
    const { services, asks } = aWorld();
    services.pricing.quote = () => Promise.reject(AWAY);

    await expect(asks()).rejects.toBe(AWAY);
  });
});
