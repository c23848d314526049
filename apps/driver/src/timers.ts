import { type TimerHandlers } from '@hansom/platform-schedule';

import { carsOf } from './cars-of.ts';
import { type DriverContext } from './context.ts';
import { approve, mayByRule } from './domain/account-decisions.ts';
import { type AccountFields, type AccountState } from './store/account-aggregate.ts';

/** Applications that a rule approves. One that is no longer complete waits for a person. */
export function timersOf(
  ctx: Pick<DriverContext, 'clock' | 'config' | 'vehicles'>,
): TimerHandlers<AccountFields, AccountState> {
  return {
    approveByRule: async (account) => {
      if (!mayByRule(account, ctx.config.current)) return undefined;
      const { vehicle, renewal } = await carsOf(ctx, account);
      const has = { hasVehicle: vehicle !== undefined, hasVehicleRenewal: renewal !== undefined };
      return approve(account, { ...has, now: ctx.clock.now(), basedOn: account.version });
    },
  };
}
