import { type Tenancy } from '@hansom/platform-identity';
import { type AggregateState } from '@hansom/platform-schedule';
import { aggregate, optional, type RowOf, text, timestamp } from '@hansom/platform-store';

/** A driver's account, from the application on. */
export const accountAggregate = aggregate({
  name: 'driver',
  fields: {
    city: text(),
    tenancy: text<Tenancy>(),
    name: text(),
    phone: text(),
    /** The car that counts. It is the driver's only while its own row says so. */
    vehicle_id: optional(text()),
    /** The car that was handed in once the application was approved, and not yet looked at. */
    vehicle_renewal_id: optional(text()),
    driving_licence: optional(text()),
    driving_licence_until: optional(timestamp()),
    taxi_licence: optional(text()),
    taxi_licence_until: optional(timestamp()),
    insurance: optional(text()),
    insurance_until: optional(timestamp()),
    /** Handed in once the application was approved, and not yet looked at. */
    driving_licence_renewal: optional(text()),
    driving_licence_renewal_until: optional(timestamp()),
    taxi_licence_renewal: optional(text()),
    taxi_licence_renewal_until: optional(timestamp()),
    insurance_renewal: optional(text()),
    insurance_renewal_until: optional(timestamp()),
    /** Why it was turned down or taken out of service. */
    reason: optional(text()),
  },
  states: {
    APPLIED: {},
    IN_REVIEW: {},
    ACTIVE: {},
    SUSPENDED: {},
    REJECTED: {},
    CLOSED: { terminal: true },
  },
});

export type AccountFields = typeof accountAggregate.fields;
export type AccountState = keyof typeof accountAggregate.states;
export type Account = AggregateState<AccountFields, AccountState>;
export type AccountRow = RowOf<AccountFields>;

/** The cars that an account names: the one that counts, and the one that waits. */
export function carsNamedBy({ fields }: Account): string[] {
  return [fields.vehicle_id, fields.vehicle_renewal_id].filter((id) => id !== undefined);
}
