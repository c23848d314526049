import { type Instant, instant, later } from '@hansom/platform-context';
import { checkFields, HansomError, keyCheck, textCheck } from '@hansom/platform-errors';
import { currentUser, isPhone, PHONE_RULE, toWireTenancy, type User } from '@hansom/platform-identity';
import { type Call } from '@hansom/platform-rpc';
import {
  AccountState as WireState,
  type ApplyRequest,
  type Document as WireDocument,
  DocumentKind as WireKind,
  type Driver,
  type GetDriverRequest,
  Vehicle as WireVehicle,
} from '@hansom/proto-driver';
import { cityCheck, type Id, idCheck, parseId } from '@hansom/shared-ids';

import { type Cars } from '../cars-of.ts';
import { type Document, DOCUMENT_KINDS, documentsOf, renewalsOf } from '../domain/documents.ts';
import { type Account } from '../store/account-aggregate.ts';
import { type Car, type Vehicle } from '../store/vehicle-aggregate.ts';

const PLATE = /^[\p{Lu}\d-]{2,12}$/u;
const LONGEST_TEXT = 100;
const LONGEST_REASON = 500;
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

/** An account as answers show it. */
export function toWire({ id, version, state, fields }: Account, { vehicle, renewal }: Cars): Driver {
  return {
    driverId: id,
    city: fields.city,
    state: WireState[state],
    version,
    name: fields.name,
    phone: fields.phone,
    vehicle: vehicle && vehicleToWire(vehicle),
    documents: documentsOf(fields).map(documentToWire),
    renewals: renewalsOf(fields).map(documentToWire),
    vehicleRenewal: renewal && vehicleToWire(renewal),
    tenancy: toWireTenancy(fields.tenancy),
    reason: fields.reason ?? '',
  };
}

/** By which a driver is found. */
export function textsOf({ name, phone, vehicle, vehicleRenewal }: Driver): string[] {
  return [name, phone, vehicle?.plate ?? '', vehicleRenewal?.plate ?? ''];
}

export function checkApplyRequest({ city, name, phone }: ApplyRequest, user: User): void {
  checkFields('driver', [
    { field: 'city', rule: 'must be the city of your account', holds: city === user.city },
    textCheck('name', name, LONGEST_TEXT),
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
    textCheck('document.number', wire?.number ?? '', LONGEST_TEXT),
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
    textCheck('vehicle.make', make, LONGEST_TEXT),
    textCheck('vehicle.model', model, LONGEST_TEXT),
    textCheck('vehicle.colour', colour, LONGEST_TEXT),
    {
      field: 'vehicle.seats',
      rule: `must be from 1 to ${MOST_SEATS}`,
      holds: seats >= 1 && seats <= MOST_SEATS,
    },
    {
      field: 'vehicle.service_types',
      rule: 'must name 1 to 10 service types',
      holds:
        types.length >= 1 &&
        types.length <= 10 &&
        types.every((type) => type !== '' && type.length <= LONGEST_TEXT),
    },
  ]);
  return { plate, make, model, colour, seats, service_types: types };
}

/** An operator's command on an account. */
export function checkCommand({ commandKey, driverId, reason }: OperatorCommand): void {
  checkFields('driver', [
    idCheck('driver', driverId),
    keyCheck(commandKey),
    ...(reason === undefined ? [] : [textCheck('reason', reason, LONGEST_REASON)]),
  ]);
}

export interface OperatorCommand {
  commandKey: string;
  driverId: string;
  reason?: string;
}

export function checkGetDriverRequest({ driverId, vehicleId }: GetDriverRequest): void {
  checkFields('driver', [idCheck('driver', driverId), ...(vehicleId ? [idCheck('vehicle', vehicleId)] : [])]);
}

export function checkCity(city: string): void {
  checkFields('driver', [cityCheck(city)]);
}

function documentToWire({ kind, number, until }: Document): WireDocument {
  return { kind: WireKind[kind], number, expiresAt: new Date(until) };
}

export function vehicleToWire({ id, fields }: Vehicle): WireVehicle {
  const { plate, make, model, colour, seats, service_types } = fields;
  return { vehicleId: id, plate, make, model, colour, seats, serviceTypes: [...service_types] };
}
