import { checkFields, type FieldCheck } from '@hansom/platform-errors';
import { type Call, type Handler } from '@hansom/platform-rpc';
import { type City } from '@hansom/proto-city';
import { type Fare as WireFare } from '@hansom/proto-common';
import { type FinaliseRequest, type FinaliseResponse, type PriceSnapshot } from '@hansom/proto-pricing';
import { cityCheck, cityOf, idCheck, requireId } from '@hansom/shared-ids';
import { days, timeZone } from '@hansom/shared-time';

import { type PricingContext } from '../context.ts';
import { meteredFare } from '../domain/fare.ts';
import { type Calendar } from '../domain/period-at.ts';
import { type PriceBook, type PricedCity } from '../domain/price-book.ts';
import { type Tariff } from '../domain/tariff.ts';
import { endedWhereSeen, legsOf, type Trip } from '../domain/trip-legs.ts';
import { type DrivenTrip, measureTrip } from '../trip/measure-trip.ts';
import { readTrace } from '../trip/read-trace.ts';
import { momentCheck, notFound, placeChecks, pointOf, requireCity, toWire } from './mapping.ts';

export function finalise(ctx: PricingContext): Handler<FinaliseRequest, FinaliseResponse> {
  return async (request, call) => {
    const { price, agreed, trip } = checkRequest(request);
    const book = ctx.prices();
    const prices = requireCity(book, price.city);
    const { city } = await ctx.city.getCity({ code: price.city }, call);
    const { zone, tariff } = tariffOf(book, { prices, price, city, trip });
    const driven = await drivenTrip(ctx, request, { trip, price, call });
    const { endUnknown } = request;
    const metered = fareOf(tariff, { zone, holidays: prices.holidays }, { trip: driven, price, endUnknown });
    return {
      fare: price.fixed ? agreed : metered.fare,
      distanceMetres: driven.metres,
      durationMs: driven.endedAt - driven.startedAt,
      waitingMs: metered.waitingMs,
      bridged: driven.bridged,
      tariffId: tariff.id,
    };
  };
}

function checkRequest(request: FinaliseRequest): { price: PriceSnapshot; agreed: WireFare; trip: Trip } {
  const { bookingId, driverId, price, startedAt, endedAt } = request;
  const [from, to] = [startedAt?.getTime() ?? NaN, endedAt?.getTime() ?? NaN];
  checkFields('pricing', [
    idCheck('booking', bookingId),
    idCheck('driver', driverId),
    ...priceChecks(price),
    momentCheck('started_at', startedAt),
    {
      field: 'ended_at',
      rule: 'must be within a day after started_at',
      holds: to >= from && to - from <= days(1),
    },
  ]);
  const ends = { pickup: pointOf(price?.pickup), destination: pointOf(price?.destination) };
  return {
    ...checkedPrice(price),
    trip: { startedAt: from, endedAt: to, ...ends },
  };
}

function priceChecks(price: PriceSnapshot | undefined): FieldCheck[] {
  return [
    { field: 'price.fare', rule: 'must be given', holds: price?.fare !== undefined },
    cityCheck(price?.city ?? '', 'price.city'),
    ...placeChecks('price.pickup', price?.pickup),
    ...placeChecks('price.destination', price?.destination),
  ];
}

/** The checks above let no other through. */
function checkedPrice(price: PriceSnapshot | undefined): { price: PriceSnapshot; agreed: WireFare } {
  if (!price?.fare) throw new TypeError('a price without a fare');
  return { price, agreed: price.fare };
}

/** The tariff that was agreed on; where it is gone, the one in force when the trip began. */
function tariffOf(
  { tariffs }: PriceBook,
  {
    prices,
    price,
    city,
    trip,
  }: { prices: PricedCity; price: PriceSnapshot; city: City | undefined; trip: Trip },
): { tariff: Tariff; zone: Calendar['zone'] } {
  const zone = timeZone(city?.timeZone ?? '');
  const tariff = tariffs.get(price.tariffId) ?? prices.tariffAt(price.serviceType, trip.startedAt, zone);
  if (!tariff) throw notFound('this service type has no tariff', { service_type: price.serviceType });
  return { tariff, zone };
}

/** A trip that was measured, and when it ended. */
type EndedTrip = DrivenTrip & Pick<Trip, 'startedAt' | 'endedAt'>;

async function drivenTrip(
  ctx: PricingContext,
  { bookingId, driverId, lastSeq, endUnknown }: FinaliseRequest,
  { trip, price, call }: { trip: Trip; price: PriceSnapshot; call: Call },
): Promise<EndedTrip> {
  const driversCity = cityOf(requireId('driver', driverId, 'driver_id'));
  const wanted = { city: driversCity, bookingId, endedAt: trip.endedAt, lastSeq };
  const trace = await readTrace(ctx, wanted, call);
  const ended = endUnknown ? endedWhereSeen(trip, trace, price.durationMs) : trip;
  const driven = await measureTrip(ctx, legsOf(trace, ended), { city: price.city, call });
  return { ...driven, startedAt: ended.startedAt, endedAt: ended.endedAt };
}

function fareOf(
  tariff: Tariff,
  calendar: Calendar,
  { trip, price, endUnknown }: { trip: EndedTrip; price: PriceSnapshot; endUnknown: boolean },
): { fare: WireFare; waitingMs: number } {
  const { startedAt, stretches } = trip;
  const label = endUnknown ? 'Meter; nobody said when the ride ended' : 'Meter';
  const ride = { startedAt, stretches, passengers: price.passengers, label };
  const { fare, reading } = meteredFare(tariff, calendar, ride);
  return { fare: toWire(fare), waitingMs: reading.waitingMs };
}
