import { type Handler } from '@hansom/platform-rpc';
import { type FindCityRequest, type FindCityResponse } from '@hansom/proto-city';

import { type CityContext } from '../context.ts';
import { requirePoint, toWire, zoneToWire } from './mapping.ts';

export function findCity(ctx: CityContext): Handler<FindCityRequest, FindCityResponse> {
  return ({ at }) => {
    const point = requirePoint(at);
    const { find, revision } = ctx.catalogue();
    const place = find(point);
    if (!place) return { revision, outcome: { $case: 'none', value: {} } };
    const found = { city: toWire(place.city), zones: place.zones.map(zoneToWire) };
    return { revision, outcome: { $case: 'found', value: found } };
  };
}
