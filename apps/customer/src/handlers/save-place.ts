import { HansomError } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { type SavePlaceRequest, type SavePlaceResponse } from '@hansom/proto-customer';
import { isLatLng } from '@hansom/shared-geo';

import { type CustomerContext } from '../context.ts';
import { type SavedPlace, withPlace } from '../domain/places.ts';
import { callersId, check, placeNameCheck, toWirePlace } from './mapping.ts';

const LONGEST_LABEL = 200;

export function savePlace(ctx: CustomerContext): Handler<SavePlaceRequest, SavePlaceResponse> {
  return async (request, call) => {
    const riderId = callersId(call);
    const place = toPlace(request);
    const most = ctx.config.current.mostPlaces;
    await ctx.places.change(riderId, (places) => {
      const next = withPlace(places, place, most);
      if (!next) throw tooMany(most);
      return next;
    });
    return { place: toWirePlace(place) };
  };
}

function toPlace({ place: saved }: SavePlaceRequest): SavedPlace {
  const { name = '', place } = saved ?? {};
  const { at, label = '' } = place ?? {};
  check(
    placeNameCheck('place.name', name),
    {
      field: 'place.place.at',
      rule: 'must be a point on the earth',
      holds: at !== undefined && isLatLng(at),
    },
    {
      field: 'place.place.label',
      rule: `must have at most ${LONGEST_LABEL} characters`,
      holds: label.length <= LONGEST_LABEL,
    },
  );
  const { lat, lng } = at ?? { lat: 0, lng: 0 };
  return { name, lat, lng, label };
}

function tooMany(most: number): HansomError {
  return new HansomError('failed_precondition', 'customer.too_many_places', {
    description: `no more than ${most} places are kept: forget one first`,
  });
}
