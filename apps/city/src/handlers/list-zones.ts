import { type Handler } from '@hansom/platform-rpc';
import { type ListZonesRequest, type ListZonesResponse } from '@hansom/proto-city';

import { type CityContext } from '../context.ts';
import { areaToWire, requireCity } from './mapping.ts';

export function listZones(ctx: CityContext): Handler<ListZonesRequest, ListZonesResponse> {
  return ({ city: code }) => {
    const catalogue = ctx.catalogue();
    const { zones } = requireCity(catalogue, 'city', code);
    const { resolution, revision } = catalogue;
    return { zones: zones.map(areaToWire), resolution, revision };
  };
}
