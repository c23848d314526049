import { Moment } from '@hansom/platform-api';
import { z } from '@hansom/platform-config';
import {
  AccountState,
  type Document as WireDocument,
  DocumentKind,
  type Driver as WireDriver,
  type Vehicle as WireVehicle,
} from '@hansom/proto-driver';

const STATES = ['APPLIED', 'IN_REVIEW', 'ACTIVE', 'REJECTED', 'SUSPENDED', 'CLOSED'] as const;
export const DOCUMENTS = ['DRIVING_LICENCE', 'TAXI_LICENCE', 'INSURANCE'] as const;

export const VehicleFacts = z.object({
  plate: z.string().regex(/^[A-Z0-9]{2,12}$/, 'must be 2 to 12 capital letters and digits'),
  make: z.string().min(1).max(50),
  model: z.string().min(1).max(50),
  colour: z.string().min(1).max(30),
  seats: z.int().min(1).max(20),
  serviceTypes: z.array(z.string().min(1).max(40)).min(1).max(10),
});

const Vehicle = VehicleFacts.extend({ id: z.string() }).meta({ id: 'Vehicle' });

const Document = z
  .object({ kind: z.enum(DOCUMENTS), number: z.string(), expiresAt: Moment })
  .meta({ id: 'Document' });

/** A driver's account, as the driver sees it. */
export const Driver = z
  .object({
    id: z.string(),
    city: z.string(),
    state: z.enum(STATES),
    version: z.int(),
    name: z.string(),
    phone: z.string(),
    vehicle: Vehicle.optional().describe('The one that counts.'),
    documents: z.array(Document).describe('Those that count.'),
    renewals: z
      .array(Document)
      .describe('Handed in, and pending: they count once an operator has accepted them.'),
    vehicleRenewal: Vehicle.optional().describe(
      'Handed in, and pending: it counts once an operator has accepted it.',
    ),
    reason: z
      .string()
      .optional()
      .describe('Why it was rejected, suspended or closed; in review, why it was rejected before.'),
  })
  .meta({ id: 'Driver' });

export function toDriver(driver: WireDriver | undefined): z.output<typeof Driver> {
  if (!driver) throw new TypeError('driver answered without an account');
  const { driverId: id, city, version, name, phone, reason } = driver;
  return {
    ...{ id, city, version, name, phone },
    state: STATES.find((state) => AccountState[state] === driver.state) ?? 'CLOSED',
    vehicle: driver.vehicle && toVehicle(driver.vehicle),
    documents: driver.documents.map(toDocument),
    renewals: driver.renewals.map(toDocument),
    vehicleRenewal: driver.vehicleRenewal && toVehicle(driver.vehicleRenewal),
    reason: reason || undefined,
  };
}

function toVehicle({ vehicleId: id, plate, make, model, colour, seats, serviceTypes }: WireVehicle) {
  return { id, plate, make, model, colour, seats, serviceTypes };
}

function toDocument({ kind, number, expiresAt }: WireDocument) {
  const name = DOCUMENTS.find((known) => DocumentKind[known] === kind) ?? 'DRIVING_LICENCE';
  return { kind: name, number, expiresAt: (expiresAt ?? new Date(0)).toISOString() };
}
