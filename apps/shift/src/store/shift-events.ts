import { type EventContent } from '@hansom/platform-schedule';
import {
  ShiftAccepting,
  ShiftArrived,
  ShiftBusyStreet,
  ShiftChanged,
  ShiftClaimed,
  ShiftEnded,
  ShiftEnRoute,
  ShiftFreed,
  ShiftOnBreak,
  ShiftOnTrip,
  ShiftPaying,
  ShiftStarted,
} from '@hansom/proto-shift';

import { type Shift, type ShiftState } from './shift-aggregate.ts';
import { toWire } from './shift-wire.ts';

type After = Omit<Shift, 'entered'>;

/** What happened when a state was entered. */
const ENTERED = {
  FREE: ['freed', ShiftFreed],
  OFFERED: ['claimed', ShiftClaimed],
  ACCEPTING: ['accepting', ShiftAccepting],
  EN_ROUTE: ['en_route', ShiftEnRoute],
  ARRIVED: ['arrived', ShiftArrived],
  ON_TRIP: ['on_trip', ShiftOnTrip],
  PAYING: ['paying', ShiftPaying],
  BREAK: ['on_break', ShiftOnBreak],
  BUSY_STREET: ['busy_street', ShiftBusyStreet],
  ENDED: ['ended', ShiftEnded],
} as const satisfies Record<ShiftState, unknown>;

export function startedEvent(after: After): EventContent {
  return { type: 'shift.started', payload: ShiftStarted.encode({ shift: toWire(after) }).finish() };
}

/** That the shift entered its state, and which token ended with that, if any. */
export function enteredEvent(after: After, endedToken = ''): EventContent {
  const [what, message] = ENTERED[after.state];
  const payload = message.encode({ shift: toWire(after), endedToken }).finish();
  return { type: `shift.${what}`, payload };
}

/** That something changed within the state. */
export function changedEvent(after: After): EventContent {
  return { type: 'shift.changed', payload: ShiftChanged.encode({ shift: toWire(after) }).finish() };
}
