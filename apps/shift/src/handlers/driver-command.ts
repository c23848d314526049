import { HansomError } from '@hansom/platform-errors';
import { requireUser } from '@hansom/platform-identity';
import { type Call } from '@hansom/platform-rpc';
import { transitionNotAllowed } from '@hansom/platform-schedule';
import { holderOf } from '@hansom/platform-store';
import { type Shift as WireShift } from '@hansom/proto-shift';

import { changeShift } from '../change-shift.ts';
import { type ShiftContext } from '../context.ts';
import { type ShiftEvent } from '../domain/shift-event.ts';
import { type Shift } from '../store/shift-aggregate.ts';
import { toWire } from '../store/shift-wire.ts';
import { checkCommandKey } from './mapping.ts';

export interface DriverCommand {
  commandKey: string;
  event: ShiftEvent;
  /** Whether a shift that the command does not change is as it wants it. */
  isDone(shift: Shift): boolean;
}

/** Does a command of the caller on the shift that he is on. */
export async function driverCommand(
  ctx: Pick<ShiftContext, 'shifts' | 'drivers' | 'clock' | 'config'>,
  { commandKey: command, event, isDone }: DriverCommand,
  call: Call,
): Promise<WireShift> {
  const driver = requireUser(call, 'shift');
  checkCommandKey(command);
  const shiftId = await holderOf(ctx.drivers, driver.id);
  const change =
    shiftId === undefined ? undefined : await changeShift(ctx, { shiftId, event, command }, call);
  if (!change) throw notOnShift();
  const { shift, changed } = change;
  if (!changed && !isDone(shift)) throw transitionNotAllowed('shift', shift);
  return toWire(shift);
}

function notOnShift(): HansomError {
  const description = 'the driver is not on shift';
  return new HansomError('failed_precondition', 'shift.not_on_shift', { description });
}
