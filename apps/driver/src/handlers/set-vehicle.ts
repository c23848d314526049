import { type Call, type Handler } from '@hansom/platform-rpc';
import { transitionNotAllowed } from '@hansom/platform-schedule';
import { type SetVehicleRequest, type SetVehicleResponse } from '@hansom/proto-driver';

import { type DriverContext } from '../context.ts';
import { registerVehicle, retire } from '../register-vehicle.ts';
import { type Account } from '../store/account-aggregate.ts';
import { accountAfter, accountOf, shown } from './account.ts';
import { requireDriver, textsOf, toCar } from './mapping.ts';

export function setVehicle(ctx: DriverContext): Handler<SetVehicleRequest, SetVehicleResponse> {
  return async (request, call) => {
    const { driverId } = requireDriver(call);
    const car = toCar(request.vehicle);
    const account = await accountOf(ctx, driverId, call);
    // What was looked at in a review stays: a car is named while the application is filled in.
    if (account.state !== 'APPLIED') throw transitionNotAllowed('driver', account);
    const vehicle = await registerVehicle(ctx, { account, car }, call);
    const former: { id?: string | undefined } = {};
    const decide = (current: Account) => {
      if (current.state !== 'APPLIED') return transitionNotAllowed('driver', current);
      former.id = current.fields.vehicle_id;
      return { set: { vehicle_id: vehicle.id } };
    };
    if (account.fields.vehicle_id === vehicle.id) return { driver: await shown(ctx, account, call) };
    await ctx.terms.note({ scope: account.fields.city, id: driverId, texts: [car.plate] });
    const named = accountAfter(driverId, await ctx.accounts.transition(driverId, { decide }, call));
    if (former.id !== vehicle.id) await giveUp(ctx, { account, vehicleId: former.id }, call);
    return { driver: await shown(ctx, named, call) };
  };
}

/** The former car of an account: its plate is free, and finds its driver no longer. */
async function giveUp(
  ctx: DriverContext,
  { account, vehicleId }: { account: Account; vehicleId: string | undefined },
  call: Call,
): Promise<void> {
  await retire(ctx, vehicleId, call);
  const vehicle = vehicleId === undefined ? undefined : await ctx.vehicles.get(vehicleId, call);
  const gone = { scope: account.fields.city, id: account.id, texts: [vehicle?.fields.plate ?? ''] };
  await ctx.terms.forget(gone, async () =>
    textsOf(await shown(ctx, await accountOf(ctx, account.id, call), call)),
  );
}
