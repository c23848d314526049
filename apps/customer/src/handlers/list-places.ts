import { type Handler } from '@hansom/platform-rpc';
import { type ListPlacesRequest, type ListPlacesResponse } from '@hansom/proto-customer';

import { type CustomerContext } from '../context.ts';
import { callersId, toWirePlace } from './mapping.ts';

export function listPlaces(ctx: CustomerContext): Handler<ListPlacesRequest, ListPlacesResponse> {
  return async (_request, call) => {
    const places = await ctx.places.of(callersId(call));
    return { places: places.map(toWirePlace) };
  };
}
