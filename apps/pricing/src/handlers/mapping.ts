import { type FieldCheck, HansomError } from '@hansom/platform-errors';
import { type Fare as WireFare, FareLineKind, type Place } from '@hansom/proto-common';
import { isLatLng, type LatLng } from '@hansom/shared-geo';

import { type Fare } from '../domain/fare.ts';
import { type PriceBook, type PricedCity } from '../domain/price-book.ts';

const NOWHERE: LatLng = { lat: NaN, lng: NaN };
const MOST_PASSENGERS = 50;
const LONGEST_LABEL = 200;

export function toWire({ total, lines }: Fare): WireFare {
  return { total, lines: lines.map((line) => ({ ...line, kind: FareLineKind[line.kind] })) };
}

/** The prices of a city; refuses one that has none. */
export function requireCity({ cities }: PriceBook, city: string): PricedCity {
  const prices = cities.get(city);
  if (!prices) throw notFound('there are no prices for this city', { city });
  return prices;
}

export function notFound(description: string, context: Readonly<Record<string, string>>): HansomError {
  return new HansomError('not_found', 'pricing.not_found', { description, context });
}

export function pointOf(place: Place | undefined): LatLng {
  return place?.at ?? NOWHERE;
}

export function placeChecks(field: string, place: Place | undefined): FieldCheck[] {
  const label = place?.label ?? '';
  return [
    {
      field: `${field}.at`,
      rule: 'must be a latitude of -90 to 90 and a longitude of -180 to 180',
      holds: isLatLng(pointOf(place)),
    },
    {
      field: `${field}.label`,
      rule: `must have at most ${LONGEST_LABEL} characters`,
      holds: label.length <= LONGEST_LABEL,
    },
  ];
}

export function passengersCheck(passengers: number, most = MOST_PASSENGERS): FieldCheck {
  return { field: 'passengers', rule: `must be at most ${most}`, holds: passengers <= most };
}

/** A moment that a calendar can tell. */
export function momentCheck(field: string, at: Date | undefined): FieldCheck {
  const year = at?.getUTCFullYear() ?? 0;
  return { field, rule: 'must be a moment of the years 2000 to 2199', holds: year >= 2000 && year <= 2199 };
}
