import { type Instant } from '@hansom/platform-context';
import { type Decision, nextState } from '@hansom/platform-schedule';

import { type Shift, type ShiftFields, type ShiftState } from '../store/shift-aggregate.ts';
import { changedEvent } from '../store/shift-events.ts';
import { enter, freed, type Rules } from './enter.ts';
import { type ShiftEvent } from './shift-event.ts';
import { MARKS, TRANSITIONS } from './transitions.ts';

export interface When {
  now: Instant;
  rules: Rules;
}

/** What an event makes of a shift. Undefined: nothing, it stands as it is. */
export function next(
  shift: Shift,
  event: ShiftEvent,
  when: When,
): Decision<ShiftFields, ShiftState> | undefined {
  const row = TRANSITIONS.find(
    ([from, on, guard]) =>
      from.includes(shift.state) && on.includes(event.on) && guard(shift, event, when.now),
  );
  if (!row) return marked(shift, event, when);
  const [, , , to] = row;
  return to === 'FREE' ? freed(shift, event, when) : enter(shift, { to, event }, when);
}

function marked(shift: Shift, event: ShiftEvent, when: When): Decision<ShiftFields, ShiftState> | undefined {
  const row = MARKS.find(
    ([from, on, guard]) =>
      from.includes(shift.state) && on.includes(event.on) && guard(shift, event, when.now),
  );
  if (!row) return undefined;
  const [, , , mark] = row;
  const set = mark(shift.fields, event, when.rules.longestOfferMs);
  return { set, event: changedEvent(nextState(shift, { set })) };
}
