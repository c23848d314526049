import { type Effects, type Instant, later } from '@hansom/platform-context';
import { type HansomError } from '@hansom/platform-errors';
import { aggregate, claimTable, int, optional, text } from '@hansom/platform-store';

import { type AggregateState, type Decision, type EventContext, transitionNotAllowed } from '../index.ts';

/** The aggregate of this lib's specs: a seat that is held for a minute and a half. */
export const hold = aggregate({
  name: 'hold',
  fields: { rider: text(), seats: int(), note: optional(text()) },
  states: {
    PLACED: {},
    CONFIRMED: {},
    EXPIRED: { terminal: true, freesClaims: true },
    USED: { terminal: true },
  },
});

type Fields = (typeof hold)['fields'];
type State = keyof (typeof hold)['states'];
export type HoldState = AggregateState<Fields, State>;
export type HoldDecision = Decision<Fields, State>;

export const riders = claimTable('hold_riders');
export const seats = claimTable('hold_seats');

export const HOLD_MS = 90_000;

/** A placed hold with its timer. */
export function aHold(effects: Pick<Effects, 'clock'>, more: { rider?: string; due?: Instant } = {}) {
  const { rider = 'r1', due = later(effects.clock.now(), HOLD_MS) } = more;
  return {
    to: 'PLACED' as const,
    set: { rider, seats: 1 },
    event: { type: 'hold.placed' },
    timers: [{ name: 'expire', due }],
  };
}

export function confirm(state: HoldState): HoldDecision | HansomError {
  if (state.state !== 'PLACED') return transitionNotAllowed('sample', state);
  return { to: 'CONFIRMED', event: { type: 'hold.confirmed' } };
}

/** Stays in its state: the timer stays armed. */
export function addSeat(state: HoldState): HoldDecision {
  return { set: { seats: state.fields.seats + 1 } };
}

export const timers = {
  expire: (): HoldDecision => ({ to: 'EXPIRED', event: { type: 'hold.expired' } }),
};

export const sampleHolds = {
  service: 'sample',
  aggregate: hold,
  shards: 1,
  timers,
  contextOf: (): EventContext => ({ city: 'got' }),
};
