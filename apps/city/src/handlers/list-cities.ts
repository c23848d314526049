import { type Handler } from '@hansom/platform-rpc';
import { type ListCitiesRequest, type ListCitiesResponse } from '@hansom/proto-city';

import { type CityContext } from '../context.ts';
import { toWire } from './mapping.ts';

export function listCities(ctx: CityContext): Handler<ListCitiesRequest, ListCitiesResponse> {
  return () => {
    const { cities, revision } = ctx.catalogue();
    return { cities: Array.from(cities.values(), toWire), revision };
  };
}
