import { later } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { requireUser } from '@hansom/platform-identity';
import { type Call, type Handler } from '@hansom/platform-rpc';
import { takeClaim } from '@hansom/platform-store';
import { type StartRequest, type StartResponse } from '@hansom/proto-shift';
import { cityOf, makeId, requireId } from '@hansom/shared-ids';

import { type ShiftContext } from '../context.ts';
import { type Account, accountRefusal, docsUntil } from '../domain/account.ts';
import { timersIn } from '../domain/enter.ts';
import { accountOf, whatToServe, whereDriverIs } from '../going-on-shift.ts';
import { firstShiftId } from '../store/commands.ts';
import { type Shift, type ShiftRow } from '../store/shift-aggregate.ts';
import { startedEvent } from '../store/shift-events.ts';
import { toWire } from '../store/shift-wire.ts';
import { checkCommandKey } from './mapping.ts';

/** A shift that is to begin. */
interface Beginning {
  shiftId: string;
  command: string;
  account: Account;
  serviceTypes: string[];
}

export function start(ctx: ShiftContext): Handler<StartRequest, StartResponse> {
  return async ({ commandKey, serviceTypes }, call) => {
    const driverId = requireId('driver', requireUser(call, 'shift').id, 'user');
    checkCommandKey(commandKey);
    const fresh = makeId('shift', ctx.ids.uuid(), cityOf(driverId));
    const row = { driver_id: driverId, command_key: commandKey, shift_id: fresh };
    const shiftId = await firstShiftId(ctx.commands, row);
    const known = await ctx.shifts.get(shiftId, call);
    if (known) return { shift: toWire(known) };
    const [account] = await Promise.all([
      accountOf(ctx, driverId, call),
      whereDriverIs(ctx, driverId, call), // refuses a driver who is nowhere, or elsewhere
    ]);
    const beginning = {
      shiftId,
      command: commandKey,
      account,
      serviceTypes: whatToServe(account, serviceTypes),
    };
    return { shift: toWire(await begin(ctx, beginning, call)) };
  };
}

async function begin(ctx: ShiftContext, beginning: Beginning, call: Call): Promise<Shift> {
  const { shiftId, command, account } = beginning;
  await claimDriver(ctx, beginning);
  // A suspension looks for this claim, and the account is looked at again under it: one of them sees the other.
  const refusal = await refusalNow(ctx, account, call);
  if (refusal) {
    await ctx.shifts.claimOwners.abandon(shiftId);
    throw refusal;
  }
  await ctx.live.add(account.city, { id: shiftId, version: 1 }); // under the claim: who is refused again and again leaves no rows
  const set = fieldsOf(ctx, beginning);
  const event = startedEvent({ id: shiftId, version: 1, state: 'FREE', fields: set });
  const timers = timersIn('FREE', set, { now: set.started_at, rules: ctx.config.current });
  const claims = [
    { table: ctx.drivers, key: account.driverId },
    { table: ctx.vehicles, key: account.vehicle.vehicleId },
  ];
  const created = await ctx.shifts.create(shiftId, { to: 'FREE', set, event, timers, claims, command }, call);
  if (created.outcome === 'refused') throw created.refusal;
  if (created.outcome !== 'claimed') return created.state;
  throw created.key === account.driverId ? alreadyOnShift(created.holder) : vehicleTaken();
}

async function claimDriver(ctx: ShiftContext, { shiftId, account }: Beginning): Promise<void> {
  const claims = { table: ctx.drivers, owners: ctx.shifts.claimOwners, clock: ctx.clock };
  const outcome = await takeClaim(claims, { key: account.driverId, holder: shiftId });
  if (!outcome.taken) throw alreadyOnShift(outcome.holder);
}

async function refusalNow(
  ctx: ShiftContext,
  { driverId }: Account,
  call: Call,
): Promise<HansomError | undefined> {
  const { driver } = await ctx.callees.driver.getDriver({ driverId }, call);
  return accountRefusal(driver, ctx.clock.now());
}

function fieldsOf(ctx: ShiftContext, { account, serviceTypes }: Beginning): ShiftRow {
  const now = ctx.clock.now();
  const longest = later(now, ctx.config.current.longestShiftMs);
  return {
    driver_id: account.driverId,
    vehicle_id: account.vehicle.vehicleId,
    city: account.city,
    tenancy: account.tenancy,
    service_types: serviceTypes,
    started_at: now,
    ends_by: docsUntil(account, longest),
    state_since: now,
    account_version: account.version,
    suspended: false,
    settled: false,
    ended_tokens: [],
    lost_bookings: [],
    ignored_offers: 0,
    jobs_done: 0,
  };
}

function alreadyOnShift(shiftId: string): HansomError {
  const description = 'the driver is on shift';
  return new HansomError('failed_precondition', 'shift.already_on_shift', {
    description,
    context: { shift_id: shiftId },
  });
}

function vehicleTaken(): HansomError {
  const description = 'another driver is on shift with this car';
  return new HansomError('failed_precondition', 'shift.vehicle_taken', { description });
}
