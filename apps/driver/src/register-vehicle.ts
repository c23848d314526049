import { HansomError } from '@hansom/platform-errors';
import { type Call } from '@hansom/platform-rpc';
import { CLAIM_GRACE_MS } from '@hansom/platform-store';
import { cityCode, makeId } from '@hansom/shared-ids';

import { type DriverContext } from './context.ts';
import { dropVehicle } from './domain/account-decisions.ts';
import { type Account, carsNamedBy } from './store/account-aggregate.ts';
import { type Car, isRegistered, isTheCar, type Vehicle } from './store/vehicle-aggregate.ts';

type Ctx = Pick<DriverContext, 'clock' | 'ids' | 'config' | 'accounts' | 'vehicles' | 'plates'>;

/**
 * The car of an account under a plate, registered now or before. The account names it next, and the row of the car alone says whether it is
 * registered: so of two accounts at most one has the plate, however late either of them names a car. Throws `driver.plate_taken`, and
 * `driver.vehicle_approved` where something else is said of the car that counts.
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
  const isOwn = isRegistered(holder) && holder.fields.driver_id === account.id;
  if (isOwn && isTheCar(holder, car)) return holder; // by a doubled or forgotten request
  if (isOwn) await drop(ctx, holder, call);
  else if (!holder || !(await isLeftOver(ctx, holder, call))) throw plateTaken(car.plate);
  await retire(ctx, holder.id, call);
  return registerVehicle(ctx, { account, car }, call);
}

/** Gives a plate back. */
export async function retire(
  { vehicles }: Pick<Ctx, 'vehicles'>,
  vehicleId: string,
  call: Call,
): Promise<void> {
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

/** The account names a car no longer before that is retired: so nobody approves one that is about to go. */
async function drop({ config, accounts }: Ctx, { id, fields }: Vehicle, call: Call): Promise<void> {
  const { current } = config;
  const decide = (account: Account) => dropVehicle(account, id, current);
  const result = await accounts.transition(fields.driver_id, { decide }, call);
  if (result.outcome === 'refused') throw result.refusal;
}

/**
 * Of an account that names other cars: who was to retire it, or to name it, has died or is paused. One that was turned down keeps its car for as
 * long as nobody else wants the plate.
 */
async function isLeftOver({ clock, accounts }: Ctx, vehicle: Vehicle, call: Call): Promise<boolean> {
  const owner = await accounts.get(vehicle.fields.driver_id, call);
  if (!owner || owner.state === 'REJECTED' || owner.state === 'CLOSED') return true;
  const ageMs = clock.now() - vehicle.fields.registered_at;
  return !carsNamedBy(owner).includes(vehicle.id) && ageMs > CLAIM_GRACE_MS;
}

function plateTaken(plate: string): HansomError {
  const description = 'another driver has a car with this plate';
  return new HansomError('failed_precondition', 'driver.plate_taken', { description, context: { plate } });
}
