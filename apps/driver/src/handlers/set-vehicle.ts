import { type Handler } from '@hansom/platform-rpc';
import { type SetVehicleRequest, type SetVehicleResponse } from '@hansom/proto-driver';

import { type DriverContext } from '../context.ts';
import { handInRefusal, nameVehicle } from '../domain/account-decisions.ts';
import { registerVehicle } from '../register-vehicle.ts';
import { type Account, carsNamedBy } from '../store/account-aggregate.ts';
import { accountAfter, accountOf, shown } from './account.ts';
import { giveUpCars } from './give-up-cars.ts';
import { requireDriver, toCar } from './mapping.ts';

export function setVehicle(ctx: DriverContext): Handler<SetVehicleRequest, SetVehicleResponse> {
  return async (request, call) => {
    const { driverId } = requireDriver(call);
    const car = toCar(request.vehicle);
    const account = await accountOf(ctx, driverId, call);
    const refusal = handInRefusal(account); // before a plate is claimed
    if (refusal) throw refusal;
    const vehicle = await registerVehicle(ctx, { account, car }, call);
    const [last] = carsNamedBy(account).slice(-1);
    if (last === vehicle.id) return { driver: await shown(ctx, account, call) };
    await ctx.terms.note({ scope: account.fields.city, id: driverId, texts: [car.plate] });
    let before = account;
    const config = ctx.config.current;
    const decide = (current: Account) => {
      before = current;
      return nameVehicle(current, vehicle.id, config);
    };
    const now = accountAfter(driverId, await ctx.accounts.transition(driverId, { decide }, call));
    await giveUpCars(ctx, { before, now }, call);
    return { driver: await shown(ctx, now, call) };
  };
}
