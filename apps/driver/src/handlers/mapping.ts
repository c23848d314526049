import { type Instant, instant, later } from '@hansom/platform-context';
import { checkFields, HansomError } from '@hansom/platform-errors';
import { currentUser, isPhone, PHONE_RULE, type User } from '@hansom/platform-identity';
import { type Call } from '@hansom/platform-rpc';
import { Tenancy } from '@hansom/proto-common';
import {
  AccountState as WireState,
  type ApplyRequest,
  type Document as WireDocument,
  DocumentKind as WireKind,
  type Driver,
  Vehicle as WireVehicle,
} from '@hansom/proto-driver';
import { type Id, isCityCode, parseId } from '@hansom/shared-ids';

import { type Document, DOCUMENT_KINDS, documentsOf, renewalsOf } from '../domain/documents.ts';
import { type Account } from '../store/account-aggregate.ts';
import { type Car, isRegistered, type Vehicle } from '../store/vehicle-aggregate.ts';

const PLATE = /^[\p{Lu}\d-]{2,12}$/u;
const TEXT_RULE = 'must have 1 to 100 characters';
const MOST_SEATS = 20;
/** Twenty years with their leap days. */
const LONGEST_GOOD_MS = 20 * 365.25 * 86_400_000;

/** The driver for whom the call is made. */
export function requireDriver(call: Call): { user: User; driverId: Id<'driver'> } {
  const user = currentUser.get(call);
  const id = user && parseId('driver', user.id);
  if (user && id?.ok) return { user, driverId: id.id };
  const description = 'only for a driver who is signed in';
  throw new HansomError('permission_denied', 'driver.no_user', { description });
}

export function notFound(driverId: string): HansomError {
  const description = 'there is no such driver';
  return new HansomError('not_found', 'driver.not_found', { description, context: { driver_id: driverId } });
}

/** An account as answers show it: with its car only while that is registered as its own. */
export function toWire({ id, version, state, fields }: Account, vehicle: Vehicle | undefined): Driver {
  const own = isRegistered(vehicle) && vehicle.fields.driver_id === id && vehicle.id === fields.vehicle_id;
  return {
    driverId: id,
    city: fields.city,
    state: WireState[state],
    version,
    name: fields.name,
    phone: fields.phone,
    vehicle: own ? vehicleToWire(vehicle) : undefined,
    documents: documentsOf(fields).map(documentToWire),
    renewals: renewalsOf(fields).map(documentToWire),
    tenancy: fields.tenancy === 'robot' ? Tenancy.ROBOT : Tenancy.LIVE,
    reason: fields.reason ?? '',
  };
}

export function checkApplyRequest({ city, name, phone }: ApplyRequest, user: User): void {
  checkFields('driver', [
    { field: 'city', rule: 'must be the city of your account', holds: city === user.city },
    { field: 'name', rule: TEXT_RULE, holds: isText(name) },
    { field: 'phone', rule: PHONE_RULE, holds: isPhone(phone) },
  ]);
}

export function toDocument(wire: WireDocument | undefined, now: Instant): Document {
  const until = instant(wire?.expiresAt?.getTime() ?? Infinity);
  const kind = DOCUMENT_KINDS.find((known) => WireKind[known] === wire?.kind);
  checkFields('driver', [
    {
      field: 'document.kind',
      rule: `must be one of ${DOCUMENT_KINDS.join(', ')}`,
      holds: kind !== undefined,
    },
    { field: 'document.number', rule: TEXT_RULE, holds: isText(wire?.number ?? '') },
    {
      field: 'document.expires_at',
      rule: 'must be given, at most 20 years ahead',
      holds: until <= later(now, LONGEST_GOOD_MS),
    },
  ]);
  return { kind: kind ?? 'INSURANCE', number: wire?.number ?? '', until }; // given: checked above
}

export function toCar(wire: WireVehicle | undefined): Car {
  const { make, model, colour, seats, ...said } = wire ?? WireVehicle.fromPartial({});
  const plate = said.plate.toUpperCase().replace(/\s/g, '');
  const types = [...new Set(said.serviceTypes)];
  checkFields('driver', [
    { field: 'vehicle.plate', rule: 'must have 2 to 12 letters and digits', holds: PLATE.test(plate) },
    { field: 'vehicle.make', rule: TEXT_RULE, holds: isText(make) },
    { field: 'vehicle.model', rule: TEXT_RULE, holds: isText(model) },
    { field: 'vehicle.colour', rule: TEXT_RULE, holds: isText(colour) },
    {
      field: 'vehicle.seats',
      rule: `must be from 1 to ${MOST_SEATS}`,
      holds: seats >= 1 && seats <= MOST_SEATS,
    },
    {
      field: 'vehicle.service_types',
      rule: 'must name 1 to 10 service types',
      holds: types.length >= 1 && types.length <= 10 && types.every(isText),
    },
  ]);
  return { plate, make, model, colour, seats, service_types: types };
}

/** An operator's command on an account. */
export function checkCommand({ commandKey, driverId, reason }: OperatorCommand): void {
  const id = parseId('driver', driverId);
  const reasoned = reason === undefined || (reason.length >= 1 && reason.length <= 500);
  checkFields('driver', [
    { field: 'driver_id', rule: id.ok ? '' : id.rule, holds: id.ok },
    { field: 'command_key', rule: TEXT_RULE, holds: isText(commandKey) },
    { field: 'reason', rule: 'must have 1 to 500 characters', holds: reasoned },
  ]);
}

export interface OperatorCommand {
  commandKey: string;
  driverId: string;
  reason?: string;
}

export function checkDriverId(driverId: string): void {
  const id = parseId('driver', driverId);
  checkFields('driver', [{ field: 'driver_id', rule: id.ok ? '' : id.rule, holds: id.ok }]);
}

export function checkCity(city: string): void {
  const rule = 'must be three lower-case letters';
  checkFields('driver', [{ field: 'city', rule, holds: isCityCode(city) }]);
}

function documentToWire({ kind, number, until }: Document): WireDocument {
  return { kind: WireKind[kind], number, expiresAt: new Date(until) };
}

function vehicleToWire({ id, fields }: Vehicle): WireVehicle {
  const { plate, make, model, colour, seats, service_types } = fields;
  return { vehicleId: id, plate, make, model, colour, seats, serviceTypes: [...service_types] };
}

function isText(text: string): boolean {
  return text.length >= 1 && text.length <= 100;
}
