import { type Call } from '@hansom/platform-rpc';
import { transitionNotAllowed } from '@hansom/platform-schedule';

import { type ShiftContext } from './context.ts';
import { next } from './domain/next.ts';
import { type ShiftEvent } from './domain/shift-event.ts';
import { type Shift } from './store/shift-aggregate.ts';

export interface Change {
  shiftId: string;
  event: ShiftEvent;
  /** The idempotency key of a command; what comes again and has none is told by the state. */
  command?: string;
}

/** The shift as it stands after an event, and whether it has changed under it, now or before. Undefined: there is no such shift. */
export async function changeShift(
  ctx: Pick<ShiftContext, 'shifts' | 'clock' | 'config'>,
  { shiftId, event, command }: Change,
  call: Call,
): Promise<{ shift: Shift; changed: boolean } | undefined> {
  const decide = (shift: Shift) =>
    next(shift, event, { now: ctx.clock.now(), rules: ctx.config.current }) ??
    transitionNotAllowed('shift', shift);
  const result = await ctx.shifts.transition(shiftId, { command, decide }, call);
  if (result.outcome === 'missing' || !result.state) return undefined;
  return { shift: result.state, changed: result.outcome !== 'refused' };
}
