import { type Call } from '@hansom/platform-rpc';

import { type DriverContext } from '../context.ts';
import { retire } from '../register-vehicle.ts';
import { type Account, carsNamedBy } from '../store/account-aggregate.ts';
import { accountOf, shown } from './account.ts';
import { textsOf } from './mapping.ts';

/** Gives up the cars that an account named before and names no longer: their plates are free, and find their driver no longer. */
export async function giveUpCars(
  ctx: DriverContext,
  { before, now }: { before: Account; now: Account },
  call: Call,
): Promise<void> {
  const named = carsNamedBy(now);
  const formers = carsNamedBy(before).filter((vehicleId) => !named.includes(vehicleId));
  await Promise.all(formers.map((vehicleId) => giveUp(ctx, { account: now, vehicleId }, call)));
}

async function giveUp(
  ctx: DriverContext,
  { account: { id, fields }, vehicleId }: { account: Account; vehicleId: string },
  call: Call,
): Promise<void> {
  await retire(ctx, vehicleId, call);
  const vehicle = await ctx.vehicles.get(vehicleId, call);
  const gone = { scope: fields.city, id, texts: [vehicle?.fields.plate ?? ''] };
  await ctx.terms.forget(gone, async () => textsOf(await shown(ctx, await accountOf(ctx, id, call), call)));
}
