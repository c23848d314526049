import { instant, later } from '@hansom/platform-context';
import { checkFields } from '@hansom/platform-errors';
import { type Call, type Handler, parallel } from '@hansom/platform-rpc';
import { type City, type CityFound, type FindCityResponse, ZoneKind } from '@hansom/proto-city';
import { type Way } from '@hansom/proto-eta';
import { type QuoteRequest, type QuoteResponse, UnpricedReason } from '@hansom/proto-pricing';
import { cityCheck } from '@hansom/shared-ids';

import { type PricingContext } from '../context.ts';
import { type PricedCity } from '../domain/price-book.ts';
import { momentCheck, notFound, passengersCheck, placeChecks, pointOf, requireCity } from './mapping.ts';
import { offersOf } from './offers.ts';
import { sealed } from './sealed-quote.ts';

export function quote(ctx: PricingContext): Handler<QuoteRequest, QuoteResponse> {
  return async (request, call) => {
    const at = request.at ?? new Date(ctx.clock.now());
    checkRequest(request, at);
    const prices = requireCity(ctx.prices(), request.city);
    const found = await lookUp(ctx, request, call);
    if (!found.city) return unpriced('OUTSIDE_CITY');
    if (!found.way) return unpriced('NO_ROUTE');
    if (found.way.distanceMetres > prices.furthestMetres) return unpriced('TOO_FAR');
    const passengers = checkSeats(found.city, prices, request.passengers);
    const { way, city, ends } = found;
    const offers = offersOf({ prices, city, ends, way, passengers, at: instant(at.getTime()) });
    if (offers.length === 0)
      throw notFound('nothing can be ordered in this city then', { city: request.city });
    const validUntil = later(ctx.clock.now(), ctx.config.current.quoteLifeMs);
    const quotes = await Promise.all(
      offers.map((offer) => sealed(ctx, { request, offer, way, passengers, validUntil })),
    );
    return { outcome: { $case: 'quotes', value: { quotes, ...figuresOf(way) } } };
  };
}

function checkRequest({ city, pickup, destination, passengers }: QuoteRequest, at: Date): void {
  checkFields('pricing', [
    cityCheck(city),
    ...placeChecks('pickup', pickup),
    ...placeChecks('destination', destination),
    passengersCheck(passengers),
    momentCheck('at', at),
  ]);
}

/** Where the ride begins and ends, and the way between, at the same time. */
async function lookUp(ctx: PricingContext, request: QuoteRequest, call: Call) {
  const [from, to] = [pointOf(request.pickup), pointOf(request.destination)];
  const { pickup, destination, route } = await parallel(
    {
      pickup: (part) => ctx.city.findCity({ at: from }, part),
      destination: (part) => ctx.city.findCity({ at: to }, part),
      route: (part) => ctx.eta.route({ city: request.city, from, to, withLine: false }, part),
    },
    { call },
  );
  const begins = placeIn(request.city, pickup);
  const served = begins?.zones.some(({ kind }) => kind === ZoneKind.SERVICE_AREA) ?? false;
  const way: Way | undefined = route.outcome?.$case === 'way' ? route.outcome.value : undefined;
  return {
    city: served ? begins?.city : undefined,
    ends: { pickup: zonesOf(begins), destination: zonesOf(placeIn(request.city, destination)) },
    way,
  };
}

/** What is there, if it is in that city. */
function placeIn(city: string, { outcome }: FindCityResponse): CityFound | undefined {
  if (outcome?.$case !== 'found' || outcome.value.city?.code !== city) return undefined;
  return outcome.value;
}

function zonesOf(found: CityFound | undefined): string[] {
  return found?.zones.map(({ id }) => id) ?? [];
}

/** At least one; refuses more than the largest car takes. */
function checkSeats(city: City, { serviceTypes }: PricedCity, passengers: number): number {
  const seats = city.serviceTypes.filter(({ id }) => serviceTypes.has(id)).map((type) => type.seats);
  checkFields('pricing', [passengersCheck(passengers, Math.max(0, ...seats))]);
  return Math.max(1, passengers);
}

function figuresOf({ distanceMetres, durationMs }: Way): { distanceMetres: number; durationMs: number } {
  return { distanceMetres, durationMs };
}

function unpriced(
  reason: Exclude<keyof typeof UnpricedReason, 'UNSPECIFIED' | 'UNRECOGNIZED'>,
): QuoteResponse {
  return { outcome: { $case: 'unpriced', value: { reason: UnpricedReason[reason] } } };
}
