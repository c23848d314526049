import { checkFields, type FieldCheck, HansomError, textCheck } from '@hansom/platform-errors';
import { requireUser, toWireTenancy } from '@hansom/platform-identity';
import { type Call } from '@hansom/platform-rpc';
import { type Profile as WireProfile, type SavedPlace as WirePlace } from '@hansom/proto-customer';
import { idCheck } from '@hansom/shared-ids';

import { type SavedPlace } from '../domain/places.ts';
import { type Profile } from '../store/profiles.ts';

const LONGEST_PLACE_NAME = 50;

/** The scope of all riders: they travel. */
export const RIDERS = 'riders';

/** By which a rider is found. */
export function textsOf(profile: Profile | undefined): string[] {
  return profile ? [profile.name, profile.phone] : [];
}

export function toWire({ rider_id, phone, name, language, version, tenancy }: Profile): WireProfile {
  return { riderId: rider_id, phone, name, language, version, tenancy: toWireTenancy(tenancy) };
}

export function toWirePlace({ name, lat, lng, label }: SavedPlace): WirePlace {
  return { name, place: { at: { lat, lng }, label } };
}

/** Throws `customer.invalid_argument` with every check that does not hold. */
export function check(...checks: FieldCheck[]): void {
  checkFields('customer', checks);
}

export function riderIdCheck(riderId: string): FieldCheck {
  return idCheck('rider', riderId);
}

export function placeNameCheck(field: string, name: string): FieldCheck {
  return textCheck(field, name, LONGEST_PLACE_NAME);
}

/** Whose things a rider's RPC is about: the caller's, as the token says. */
export function callersId(call: Call): string {
  return requireUser(call, 'customer').id;
}

export function notFound(riderId: string): HansomError {
  const description = 'there is no such rider';
  return new HansomError('not_found', 'customer.not_found', { description, context: { rider_id: riderId } });
}
