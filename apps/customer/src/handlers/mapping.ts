import { checkFields, type FieldCheck, HansomError } from '@hansom/platform-errors';
import { requireUser } from '@hansom/platform-identity';
import { type Call } from '@hansom/platform-rpc';
import { Tenancy } from '@hansom/proto-common';
import { type Profile as WireProfile, type SavedPlace as WirePlace } from '@hansom/proto-customer';
import { parseId } from '@hansom/shared-ids';

import { type SavedPlace } from '../domain/places.ts';
import { type Profile } from '../store/profiles.ts';

const LONGEST_PLACE_NAME = 50;

/** The scope of all riders: they travel. */
export const RIDERS = 'riders';

const WIRE_TENANCY = { live: Tenancy.LIVE, robot: Tenancy.ROBOT };

export function toWire({ rider_id, phone, name, language, version, tenancy }: Profile): WireProfile {
  return { riderId: rider_id, phone, name, language, version, tenancy: WIRE_TENANCY[tenancy] };
}

export function toWirePlace({ name, lat, lng, label }: SavedPlace): WirePlace {
  return { name, place: { at: { lat, lng }, label } };
}

/** Throws `customer.invalid_argument` with every check that does not hold. */
export function check(...checks: FieldCheck[]): void {
  checkFields('customer', checks);
}

export function riderIdCheck(riderId: string): FieldCheck {
  const parsed = parseId('rider', riderId);
  return { field: 'rider_id', rule: parsed.ok ? '' : parsed.rule, holds: parsed.ok };
}

export function placeNameCheck(field: string, name: string): FieldCheck {
  const holds = name.length >= 1 && name.length <= LONGEST_PLACE_NAME;
  return { field, rule: `must have 1 to ${LONGEST_PLACE_NAME} characters`, holds };
}

/** Whose things a rider's RPC is about: the caller's, as the token says. */
export function callersId(call: Call): string {
  return requireUser(call, 'customer').id;
}

export function notFound(riderId: string): HansomError {
  const description = 'there is no such rider';
  return new HansomError('not_found', 'customer.not_found', { description, context: { rider_id: riderId } });
}
