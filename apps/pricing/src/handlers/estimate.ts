import { checkFields } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { type EstimateRequest, type EstimateResponse } from '@hansom/proto-pricing';
import { days, timeZone } from '@hansom/shared-time';
import { cityCheck } from '@hansom/shared-ids';

import { type PricingContext } from '../context.ts';
import { meteredFare } from '../domain/fare.ts';
import { momentCheck, notFound, passengersCheck, requireCity, toWire } from './mapping.ts';

const LONGEST_METRES = 1_000_000;

export function estimate(ctx: PricingContext): Handler<EstimateRequest, EstimateResponse> {
  return async (request, call) => {
    const ride = checkRequest(request);
    const prices = requireCity(ctx.prices(), request.city);
    const { city } = await ctx.city.getCity({ code: request.city }, call);
    const zone = timeZone(city?.timeZone ?? '');
    const tariff = prices.tariffAt(request.serviceType, ride.startedAt, zone);
    if (!tariff)
      throw notFound('this service type has no tariff then', { service_type: request.serviceType });
    const { fare } = meteredFare(tariff, { zone, holidays: prices.holidays }, ride);
    return { fare: toWire(fare), tariffId: tariff.id };
  };
}

function checkRequest({ city, startedAt, distanceMetres, durationMs, passengers }: EstimateRequest) {
  checkFields('pricing', [
    cityCheck(city),
    {
      field: 'distance_metres',
      rule: `must be at most ${LONGEST_METRES}`,
      holds: distanceMetres <= LONGEST_METRES,
    },
    { field: 'duration_ms', rule: 'must be at most a day', holds: durationMs <= days(1) },
    momentCheck('started_at', startedAt),
    passengersCheck(passengers),
  ]);
  const stretches = [{ millimetres: distanceMetres * 1_000, ms: durationMs }];
  return { startedAt: startedAt?.getTime() ?? 0, stretches, passengers };
}
