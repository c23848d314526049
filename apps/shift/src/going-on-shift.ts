import { checkFields, HansomError } from '@hansom/platform-errors';
import { type Call } from '@hansom/platform-rpc';
import { cityOf, type Id } from '@hansom/shared-ids';

import { type ShiftContext } from './context.ts';
import { type Account, notActive, requireAccount } from './domain/account.ts';
import { lastFix } from './last-fix.ts';

type Ctx = Pick<ShiftContext, 'callees' | 'clock' | 'config'>;

/** The account of a driver who may go on shift; throws why he may not. */
export async function accountOf(ctx: Ctx, driverId: string, call: Call): Promise<Account> {
  try {
    const { driver } = await ctx.callees.driver.getDriver({ driverId }, call);
    return requireAccount(driver, ctx.clock.now());
  } catch (error) {
    const unknown = error instanceof HansomError && error.code === 'driver.not_found';
    throw unknown ? notActive('there is no account') : error;
  }
}

/** Refuses a driver whose place is not known, or is not in his city. */
export async function whereDriverIs(ctx: Ctx, driverId: Id<'driver'>, call: Call): Promise<void> {
  const city = cityOf(driverId);
  const fix = await lastFix(ctx.callees, { city, driver_id: driverId }, call);
  if (!fix || ctx.clock.now() - fix.at > ctx.config.current.freshFixMs)
    throw refused('no_recent_fix', 'nobody knows where the driver is');
  const { outcome } = await ctx.callees.city.findCity({ at: fix.position }, call);
  const found = outcome?.$case === 'found' ? outcome.value.city?.code : undefined;
  if (found !== city) throw refused('outside_city', 'the driver is not in the city');
}

/** What the driver serves: what he asks for, of what his car may. */
export function whatToServe({ vehicle }: Account, wanted: readonly string[]): string[] {
  const may = vehicle.serviceTypes;
  const rule = `must be of ${may.join(', ')}`;
  const holds = wanted.every((type) => may.includes(type));
  checkFields('shift', [{ field: 'service_types', rule, holds }]);
  return wanted.length > 0 ? [...new Set(wanted)] : [...may];
}

function refused(reason: string, description: string): HansomError {
  return new HansomError('failed_precondition', `shift.${reason}`, { description });
}
