import { type HansomError } from '@hansom/platform-errors';
import { type Entering, transitionNotAllowed } from '@hansom/platform-schedule';

import { type Hold, type HoldFields, type HoldState } from '../store/hold-aggregate.ts';
import { holdEvent } from '../store/hold-events.ts';

/** What can happen to a hold, in which states, and where it leads. */
const TRANSITIONS = {
  confirm: { from: ['HELD'], to: 'CONFIRMED', event: 'confirmed' },
  release: { from: ['HELD', 'CONFIRMED'], to: 'RELEASED', event: 'released' },
  expire: { from: ['HELD'], to: 'EXPIRED', event: 'expired' },
} as const;

/** The decision on a command, or the refusal that names the present state. */
export function decide(
  command: keyof typeof TRANSITIONS,
  hold: Hold,
): Entering<HoldFields, HoldState> | HansomError {
  const { from, to, event } = TRANSITIONS[command];
  const allowed: readonly HoldState[] = from;
  if (!allowed.includes(hold.state)) return transitionNotAllowed('sample-hold', hold);
  return { to, event: holdEvent(event, hold.fields) };
}

/** The timer of a hold: runs out unless it was confirmed or released before. */
export function expire(hold: Hold): ReturnType<typeof decide> {
  return decide('expire', hold);
}
