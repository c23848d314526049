import { type CallOptions } from '@hansom/platform-schedule';

import { type DriverContext } from './context.ts';
import { type Account } from './store/account-aggregate.ts';
import { isRegistered, type Vehicle } from './store/vehicle-aggregate.ts';

/** The cars that an account names, those alone that are registered. */
export interface Cars {
  /** The one that counts. */
  vehicle: Vehicle | undefined;
  /** The one that was handed in, and not yet looked at. */
  renewal: Vehicle | undefined;
}

export async function carsOf(
  { vehicles }: Pick<DriverContext, 'vehicles'>,
  { fields }: Account,
  call?: CallOptions,
): Promise<Cars> {
  const [vehicle, renewal] = await Promise.all([
    registered(fields.vehicle_id),
    registered(fields.vehicle_renewal_id),
  ]);
  return { vehicle, renewal };

  async function registered(vehicleId: string | undefined): Promise<Vehicle | undefined> {
    const vehicle = vehicleId === undefined ? undefined : await vehicles.get(vehicleId, call);
    return isRegistered(vehicle) ? vehicle : undefined;
  }
}
