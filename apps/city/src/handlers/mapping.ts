import { checkFields, HansomError } from '@hansom/platform-errors';
import { type City as WireCity, type Zone as WireZone, type ZoneArea, ZoneKind } from '@hansom/proto-city';
import { cellBits, compact, isLatLng, type LatLng } from '@hansom/shared-geo';
import { cityCheck } from '@hansom/shared-ids';
import { money } from '@hansom/shared-money';

import { type Catalogue, type City, type Zone } from '../domain/catalogue.ts';

const NOWHERE = { lat: NaN, lng: NaN };

/** The city of that code; refuses what is no code, naming the wire's field, and an unknown one. */
export function requireCity({ cities }: Catalogue, field: string, code: string): City {
  checkFields('city', [cityCheck(code, field)]);
  const city = cities.get(code);
  if (city) return city;
  const description = 'there is no such city';
  throw new HansomError('not_found', 'city.not_found', { description, context: { city: code } });
}

/** Refuses a point that is missing or not on the earth. */
export function requirePoint(at: LatLng | undefined): LatLng {
  const point = at ?? NOWHERE;
  const rule = 'must be a latitude of -90 to 90 and a longitude of -180 to 180';
  checkFields('city', [{ field: 'at', rule, holds: isLatLng(point) }]);
  return point;
}

export function toWire(city: City): WireCity {
  const { code, name, timeZone, currency, homeRegion, homeEpoch } = city;
  const { broadcast: broadcastCount, ...dispatch } = city.dispatch;
  return {
    ...{ code, name, timeZone, currency, homeRegion, homeEpoch },
    serviceTypes: Object.entries(city.serviceTypes).map(([id, type]) => ({ id, ...type })),
    dispatch: { ...dispatch, broadcastCount, ringsMetres: [...dispatch.ringsMetres] },
    booking: bookingToWire(city),
    neighbours: [...city.neighbours],
  };
}

export function zoneToWire({ id, name, kind }: Zone): WireZone {
  return { id, name, kind: ZoneKind[kind] };
}

export function areaToWire(zone: Zone): ZoneArea {
  const cells = compact(zone.cells).map(cellBits);
  return { zone: zoneToWire(zone), cells: cells.sort((a, b) => (a < b ? -1 : 1)) };
}

function bookingToWire({ booking, currency }: City): WireCity['booking'] {
  const { cancelFeeMinor, noShowFeeMinor, prebookedNoShowFeeMinor, ...figures } = booking;
  return {
    ...figures,
    cancelFee: money(cancelFeeMinor, currency),
    noShowFee: money(noShowFeeMinor, currency),
    prebookedNoShowFee: money(prebookedNoShowFeeMinor, currency),
  };
}
