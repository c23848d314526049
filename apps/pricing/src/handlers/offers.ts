import { type Instant } from '@hansom/platform-context';
import { type City } from '@hansom/proto-city';
import { type Way } from '@hansom/proto-eta';
import { timeZone } from '@hansom/shared-time';

import { type Fare, fixedFare, meteredFare } from '../domain/fare.ts';
import { type Ends, fixedPrice } from '../domain/fixed-price.ts';
import { type PricedCity } from '../domain/price-book.ts';

/** A ride that is to be priced. */
export interface AskedRide {
  prices: PricedCity;
  city: City;
  ends: Ends;
  way: Way;
  passengers: number;
  at: Instant;
}

/** What it would cost with one service type. */
export interface Offer {
  serviceType: string;
  tariffId: string;
  fare: Fare;
  fixed: boolean;
}

/** One for each service type that has a tariff and the seats, in the order of the city. */
export function offersOf(ride: AskedRide): Offer[] {
  const { city, passengers } = ride;
  return city.serviceTypes
    .filter(({ seats }) => seats >= passengers)
    .map(({ id }) => offerOf(ride, id))
    .filter((offer) => offer !== undefined);
}

function offerOf(
  { prices, city, ends, way, passengers, at }: AskedRide,
  serviceType: string,
): Offer | undefined {
  const zone = timeZone(city.timeZone);
  const tariff = prices.tariffAt(serviceType, at, zone);
  if (!tariff) return undefined;
  const fixed = fixedPrice(prices.fixedPrices, ends, serviceType);
  const named = { serviceType, tariffId: tariff.id };
  if (fixed !== undefined) return { ...named, fare: fixedFare(tariff, fixed), fixed: true };
  const stretches = [{ millimetres: way.distanceMetres * 1_000, ms: way.durationMs }];
  const calendar = { zone, holidays: prices.holidays };
  const { fare } = meteredFare(tariff, calendar, { startedAt: at, stretches, passengers });
  return { ...named, fare, fixed: false };
}
