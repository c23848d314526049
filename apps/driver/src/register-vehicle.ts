import { HansomError } from '@hansom/platform-errors';
import { type Call } from '@hansom/platform-rpc';
import { CLAIM_GRACE_MS } from '@hansom/platform-store';
import { cityCode, makeId } from '@hansom/shared-ids';

import { type DriverContext } from './context.ts';
import { type Account, isOver } from './store/account-aggregate.ts';
import { type Car, isRegistered, type Vehicle } from './store/vehicle-aggregate.ts';

type Ctx = Pick<DriverContext, 'clock' | 'ids' | 'accounts' | 'vehicles' | 'plates'>;

/**
 * The car of an account under a plate, registered now or before. The account names it next, and the row of the car alone says whether it is
 * registered: so of two accounts at most one has the plate, however late either of them names a car. Throws `driver.plate_taken`.
 */
export async function registerVehicle(
  ctx: Ctx,
  { account, car }: { account: Account; car: Car },
  call: Call,
): Promise<Vehicle> {
  const created = await create(ctx, { account, car }, call);
  if (created.outcome === 'refused') throw created.refusal;
  if (created.outcome !== 'claimed') return created.state;
  const holder = await ctx.vehicles.get(created.holder, call);
  if (holder?.fields.driver_id === account.id && isRegistered(holder))
    return changed(ctx, { vehicle: holder, car }, call);
  if (!holder || !(await isLeftOver(ctx, holder, call))) throw plateTaken(car.plate);
  await retire(ctx, holder.id, call);
  return registerVehicle(ctx, { account, car }, call);
}

/** Gives a plate back. */
export async function retire(
  { vehicles }: Pick<Ctx, 'vehicles'>,
  vehicleId: string | undefined,
  call: Call,
): Promise<void> {
  if (vehicleId !== undefined)
    await vehicles.transition(vehicleId, { decide: () => ({ to: 'RETIRED' }) }, call);
}

function create(
  { clock, ids, vehicles, plates }: Ctx,
  { account, car }: { account: Account; car: Car },
  call: Call,
) {
  const { city } = account.fields;
  const vehicleId = makeId('vehicle', ids.uuid(), cityCode(city));
  const set = { ...car, driver_id: account.id, city, registered_at: clock.now() };
  const claims = [{ table: plates, key: `${city} ${car.plate}` }];
  return vehicles.create(vehicleId, { to: 'REGISTERED', set, claims }, call);
}

/** A doubled or forgotten request has registered it: what it says of the car now counts. */
async function changed(
  { vehicles }: Ctx,
  { vehicle, car }: { vehicle: Vehicle; car: Car },
  call: Call,
): Promise<Vehicle> {
  const result = await vehicles.transition(vehicle.id, { decide: () => ({ set: car }) }, call);
  if (result.outcome === 'refused') throw result.refusal;
  return result.outcome === 'missing' ? vehicle : result.state;
}

/** Of an account that is over or names another car: who was to retire it, or to name it, has died or is paused. */
async function isLeftOver({ clock, accounts }: Ctx, vehicle: Vehicle, call: Call): Promise<boolean> {
  const owner = await accounts.get(vehicle.fields.driver_id, call);
  if (!owner || isOver(owner)) return true;
  const ageMs = clock.now() - vehicle.fields.registered_at;
  return owner.fields.vehicle_id !== vehicle.id && ageMs > CLAIM_GRACE_MS;
}

function plateTaken(plate: string): HansomError {
  const description = 'another driver has a car with this plate';
  return new HansomError('failed_precondition', 'driver.plate_taken', { description, context: { plate } });
}
