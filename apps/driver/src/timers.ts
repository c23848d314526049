import { type TimerHandlers } from '@hansom/platform-schedule';

import { type DriverContext } from './context.ts';
import { approve, mayByRule } from './domain/account-decisions.ts';
import { type AccountFields, type AccountState } from './store/account-aggregate.ts';
import { isRegistered } from './store/vehicle-aggregate.ts';

/** Applications that a rule approves. One that is no longer complete waits for a person. */
export function timersOf(
  ctx: Pick<DriverContext, 'clock' | 'config' | 'vehicles'>,
): TimerHandlers<AccountFields, AccountState> {
  return {
    approveByRule: async (account) => {
      if (!mayByRule(account, ctx.config.current)) return undefined;
      const { vehicle_id: vehicleId } = account.fields;
      const vehicle = vehicleId === undefined ? undefined : await ctx.vehicles.get(vehicleId);
      const hasVehicle = isRegistered(vehicle);
      return approve(account, { now: ctx.clock.now(), hasVehicle, basedOn: account.version });
    },
  };
}
