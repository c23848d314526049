import { type Handler } from '@hansom/platform-rpc';
import { type GetCityRequest, type GetCityResponse } from '@hansom/proto-city';

import { type CityContext } from '../context.ts';
import { requireCity, toWire } from './mapping.ts';

export function getCity(ctx: CityContext): Handler<GetCityRequest, GetCityResponse> {
  return ({ code }) => {
    const catalogue = ctx.catalogue();
    const city = requireCity(catalogue, 'code', code);
    return { city: toWire(city), revision: catalogue.revision };
  };
}
