import { type Instant, instant, later } from '@hansom/platform-context';
import {
  type Decision,
  type Entering as EnteringOf,
  nextState,
  type TimerRequest,
} from '@hansom/platform-schedule';

import { type ShiftConfig } from '../config.ts';
import { type Shift, type ShiftFields, type ShiftRow, type ShiftState } from '../store/shift-aggregate.ts';
import { changedEvent, enteredEvent } from '../store/shift-events.ts';
import { withEnded, withLost } from './memory.ts';
import { type ShiftEvent } from './shift-event.ts';

/** The figures by which shifts are run. */
export type Rules = ShiftConfig;

interface When {
  now: Instant;
  rules: Rules;
}

type Entering = EnteringOf<ShiftFields, ShiftState>;

/** Enters a state, with what the event brings. */
export function enter(
  shift: Shift,
  { to, event }: { to: ShiftState; event: ShiftEvent },
  when: When,
): Entering {
  return entering(shift, { to, set: broughtBy(event, to, { shift, when }) }, when);
}

/**
 * The driver is free of whatever it was, and its token has ended. Where that leads: to the end of the shift when its time is up or the account
 * was suspended meanwhile, to a break after too many offers in a row that the driver let pass, else to FREE.
 */
export function freed(shift: Shift, event: ShiftEvent, when: When): Entering {
  const { fields } = shift;
  const { now, rules } = when;
  const ignored_offers = ignoredAfter(fields, event);
  const set = { ...tokenEnded(fields, event, rules), ignored_offers };
  const to = restOf();
  return entering(shift, { to, set, endedToken: fields.token }, when);

  function restOf(): ShiftState {
    if (fields.suspended || now >= fields.ends_by) return 'ENDED';
    return ignored_offers >= rules.ignoredLimit ? 'BREAK' : 'FREE';
  }
}

/** Stays FREE, to be looked at again. */
export function watchAgain(shift: Shift, due: Instant): Entering {
  return { to: 'FREE', event: changedEvent(nextState(shift, {})), timers: [watchAt(due, shift.fields)] };
}

/** When a shift that a document would end is to end, as that was renewed. Whoever is on a job stays as he is. */
export function goOn(shift: Shift, ends_by: Instant, when: When): Decision<ShiftFields, ShiftState> {
  const { state } = shift;
  const set = { ends_by };
  const after = nextState(shift, { set });
  const event = changedEvent(after);
  if (state !== 'FREE' && state !== 'BREAK' && state !== 'BUSY_STREET') return { set, event };
  return { to: state, set, event, timers: timersIn(state, after.fields, when) };
}

/** Whether a document ends the shift, before it is the longest. */
export function endsByDocument({ started_at, ends_by }: ShiftRow, { longestShiftMs }: Rules): boolean {
  return ends_by < started_at + longestShiftMs;
}

/** The timers of each state. */
export function timersIn(state: ShiftState, fields: ShiftRow, when: When): TimerRequest[] {
  const { now, rules } = when;
  const timeUp = { name: 'timeUp', due: instant(fields.ends_by) };
  if (state === 'FREE') return [watchAt(later(now, rules.silenceMs), fields)];
  if (state === 'BREAK' || state === 'BUSY_STREET') return [timeUp];
  if (state === 'ENDED') return [];
  return [...timersOnJob(state, fields, when), ...(endsByDocument(fields, rules) ? [timeUp] : [])];
}

/** Else the booking's timers see to it that something comes. */
function timersOnJob(state: ShiftState, fields: ShiftRow, { now, rules }: When): TimerRequest[] {
  if (state === 'OFFERED') return [{ name: 'claimOver', due: instant(fields.claim_over_at ?? now) }];
  if (state === 'PAYING')
    return [{ name: 'payingOver', due: fields.settled ? now : later(now, rules.payingMs) }];
  return [];
}

function watchAt(due: Instant, { ends_by }: ShiftRow): TimerRequest {
  return { name: 'watch', due: instant(Math.min(due, ends_by)) };
}

function entering(
  shift: Shift,
  { to, set, endedToken }: { to: ShiftState; set: Partial<ShiftRow>; endedToken?: string | undefined },
  when: When,
): Entering {
  const changes = { ...set, state_since: when.now };
  const after = nextState(shift, { to, set: changes });
  return {
    to,
    set: changes,
    event: enteredEvent(after, endedToken),
    timers: timersIn(to, after.fields, when),
  };
}

function broughtBy(
  event: ShiftEvent,
  to: ShiftState,
  { shift: { fields }, when: { rules } }: { shift: Shift; when: When },
): Partial<ShiftRow> {
  if (event.on === 'claim') {
    const claim_over_at = later(event.deadline, rules.claimGraceMs);
    return { token: event.token, booking_id: event.bookingId, claim_over_at, settled: false };
  }
  if (to === 'ACCEPTING' || to === 'EN_ROUTE') return { claim_over_at: undefined, ignored_offers: 0 };
  if (to === 'PAYING') return { jobs_done: fields.jobs_done + 1 };
  return {};
}

function tokenEnded(fields: ShiftRow, event: ShiftEvent, { longestOfferMs }: Rules): Partial<ShiftRow> {
  const { token, booking_id } = fields;
  if (token === undefined) return {};
  const driven = event.on === 'settled' || event.on === 'collected' || event.on === 'paying_over';
  return {
    ...withEnded(fields, { on: event.on, token }, longestOfferMs),
    ...(event.on === 'reallocating' && withLost(fields, event)),
    ...(driven && { last_booking_id: booking_id }),
    ...{ token: undefined, booking_id: undefined, claim_over_at: undefined, settled: false },
  };
}

/** Offers in a row that the driver let pass: an answer ends the row, an offer that was taken back does not count. */
function ignoredAfter({ ignored_offers }: ShiftRow, { on }: ShiftEvent): number {
  if (on === 'expired' || on === 'claim_over') return ignored_offers + 1;
  return on === 'declined' || on === 'resume' ? 0 : ignored_offers;
}
