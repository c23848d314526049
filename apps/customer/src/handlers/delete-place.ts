import { type Handler } from '@hansom/platform-rpc';
import { type DeletePlaceRequest, type DeletePlaceResponse } from '@hansom/proto-customer';

import { type CustomerContext } from '../context.ts';
import { withoutPlace } from '../domain/places.ts';
import { callersId, check, placeNameCheck } from './mapping.ts';

export function deletePlace(ctx: CustomerContext): Handler<DeletePlaceRequest, DeletePlaceResponse> {
  return async ({ name }, call) => {
    const riderId = callersId(call);
    check(placeNameCheck('name', name));
    await ctx.places.change(riderId, (places) => {
      const rest = withoutPlace(places, name);
      return rest.length < places.length ? rest : undefined;
    });
    return {};
  };
}
