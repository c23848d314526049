import { toFare } from '@hansom/platform-api';
import { monotonicInstant } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { type RouteHandler } from '@hansom/platform-http';
import { type Call, during, parallel } from '@hansom/platform-rpc';
import { type Quote, type QuoteResponse, UnpricedReason } from '@hansom/proto-pricing';

import { type CustomerApiContext } from '../context.ts';
import type * as routes from '../routes/city.ts';
import { cityAt, nearbyCars } from './nearby.ts';
import { unlessAway } from './unless-away.ts';

export function listCities({ city }: CustomerApiContext): RouteHandler<typeof routes.listCities> {
  return async (_request, call) => {
    const { cities } = await city.listCities({}, call);
    const known = cities.map(({ code, name, timeZone, currency, serviceTypes }) => {
      return { code, name, timeZone, currency, serviceTypes };
    });
    return { status: 200, body: { cities: known } };
  };
}

export function findNearby(ctx: CustomerApiContext): RouteHandler<typeof routes.findNearby> {
  return async ({ query: at, user }, call) => {
    const city = await cityAt(ctx, at, call);
    return { status: 200, body: await nearbyCars(ctx, { city, at, user }, call) };
  };
}

/** The call that every booking begins with: price, cars and their way are asked for side by side. */
export function createQuotes(ctx: CustomerApiContext): RouteHandler<typeof routes.createQuotes> {
  return async ({ body: { pickup, destination, passengers }, user }, call) => {
    const place = await cityAt(ctx, pickup.at, call);
    const city = place.code;
    const { priced, nearby } = await parallel(
      {
        priced: (own) => ctx.pricing.quote({ city, pickup, destination, passengers }, own),
        nearby: (own) => carsBeside(ctx, { city: place, at: pickup.at, user }, own),
      },
      { call },
    );
    const { quotes, distanceMetres, durationMs } = pricesOf(priced);
    return { status: 200, body: { city, distanceMetres, durationMs, quotes: quotes.map(toQuote), nearby } };
  };
}

/** Cars are told beside prices: who cannot tell of them, or not in half of the time that there is, costs the cars, not the prices. */
async function carsBeside(
  ctx: CustomerApiContext,
  where: Parameters<typeof nearbyCars>[1],
  call: Call,
): ReturnType<typeof nearbyCars> {
  const half = call.fork({ deadline: monotonicInstant(call.deadline - call.remaining() / 2) });
  const nearby = await unlessAway(during(half, (own) => nearbyCars(ctx, where, own)));
  return nearby ?? { cars: [] };
}

function pricesOf({ outcome }: QuoteResponse) {
  if (outcome?.$case === 'quotes') return outcome.value;
  throw UNPRICED[outcome?.value.reason ?? UnpricedReason.NO_ROUTE] ?? UNPRICED[UnpricedReason.NO_ROUTE];
}

const UNPRICED: Partial<Record<number, HansomError>> & Record<1, HansomError> = {
  [UnpricedReason.NO_ROUTE]: unpriced('pricing.no_route', 'no road leads there'),
  [UnpricedReason.OUTSIDE_CITY]: unpriced('pricing.outside_city', 'no rides begin there'),
  [UnpricedReason.TOO_FAR]: unpriced('pricing.too_far', 'the destination is too far away'),
};

function unpriced(code: string, description: string): HansomError {
  return new HansomError('failed_precondition', code, { description });
}

function toQuote({ quoteId: id, serviceType, fare, fixed, validUntil, token }: Quote) {
  if (!fare || !validUntil) throw new TypeError('pricing answered with half a quote');
  return { id, serviceType, fare: toFare(fare), fixed, validUntil: validUntil.toISOString(), token };
}
