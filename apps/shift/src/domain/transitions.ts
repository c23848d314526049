import { type Millis } from '@hansom/platform-context';

import { type ShiftRow, type ShiftState } from '../store/shift-aggregate.ts';
import {
  always,
  type Guard,
  isClaimable,
  isNews,
  isLost,
  isNewlyEnded,
  isNewlyLost,
  isNewlySettled,
  isOver,
  ofBooking,
  restores,
  timeIsUp,
  underToken,
} from './guards.ts';
import { withEnded, withLost } from './memory.ts';
import { type On, type ShiftEvent } from './shift-event.ts';

const OFFERED_OR_ACCEPTING = ['OFFERED', 'ACCEPTING'] as const;
const ON_A_JOB = ['OFFERED', 'ACCEPTING', 'EN_ROUTE', 'ARRIVED', 'ON_TRIP'] as const;
const RIDING = ['EN_ROUTE', 'ARRIVED', 'ON_TRIP'] as const;
const OFF_JOB = ['FREE', 'BREAK', 'BUSY_STREET'] as const;
const IN_A_CAR = [...ON_A_JOB, 'PAYING', 'BUSY_STREET'] as const;
const ANYWHERE = [...ON_A_JOB, 'PAYING', ...OFF_JOB] as const;
const CLAIM_ENDS = ['declined', 'expired', 'withdrawn', 'refused'] as const;

type Row = readonly [from: readonly ShiftState[], on: readonly On[], when: Guard, to: ShiftState];

/**
 * Every way from one state to another: from, on, only when, to. What no row lets through changes no state. `to` FREE is where a driver
 * is freed, which may be to a break or to the end of the shift: see `freed`.
 */
export const TRANSITIONS: readonly Row[] = [
  // Offers: dispatch claims, the offer's answer or its time ends it. ACCEPTING has no expiry: only the booking's verdict ends it.
  [['FREE'], ['claim'], isClaimable, 'OFFERED'],
  [['OFFERED'], ['accept'], underToken, 'ACCEPTING'],
  [['OFFERED'], CLAIM_ENDS, underToken, 'FREE'],
  [['OFFERED'], ['claim_over'], isOver, 'FREE'],
  [['ACCEPTING'], ['refused'], underToken, 'FREE'],

  // The job: the booking leads, a shift under its token only moves forward.
  [OFFERED_OR_ACCEPTING, ['assigned'], underToken, 'EN_ROUTE'],
  [['EN_ROUTE'], ['arrived'], underToken, 'ARRIVED'],
  [['EN_ROUTE', 'ARRIVED'], ['started'], underToken, 'ON_TRIP'],
  [RIDING, ['completed'], underToken, 'PAYING'],
  [ON_A_JOB, ['cancelled', 'no_show', 'reallocating'], underToken, 'FREE'],
  [['PAYING'], ['settled', 'collected'], ofBooking, 'FREE'],
  [['PAYING'], ['paying_over'], always, 'FREE'],

  // The driver.
  [['FREE'], ['take_break'], always, 'BREAK'],
  [['FREE'], ['take_street_hail'], always, 'BUSY_STREET'],
  [['BREAK', 'BUSY_STREET'], ['resume'], always, 'FREE'],
  [OFF_JOB, ['end'], always, 'ENDED'],

  // The rules: never while somebody is in the car, or may be about to.
  [['FREE', 'BREAK'], ['suspended'], isNews, 'ENDED'],
  [['FREE'], ['silent'], always, 'ENDED'],
  [OFF_JOB, ['time_up'], timeIsUp, 'ENDED'],
];

type Mark = readonly [
  from: readonly ShiftState[],
  on: readonly On[],
  when: Guard,
  set: (fields: ShiftRow, event: ShiftEvent, longestOfferMs: Millis) => Partial<ShiftRow>,
];

/** What is kept in mind without leaving the state, where no transition is made. */
export const MARKS: readonly Mark[] = [
  [ANYWHERE, CLAIM_ENDS, isNewlyEnded, withEnded],
  // A claim that is refused is refused for ever: a copy of it that comes late finds its token ended.
  [ANYWHERE, ['claim'], isLost, withEnded],
  [ANYWHERE, ['reallocating'], isNewlyLost, withLost],
  // Payment's events and booking's come in no order: a fare may be settled before the trip is known here to be over.
  [ON_A_JOB, ['settled'], isNewlySettled, () => ({ settled: true })],
  [['ON_TRIP'], ['collected'], isNewlySettled, () => ({ settled: true })],
  [IN_A_CAR, ['suspended'], isNews, (_fields, event) => ({ ...accountOf(event), suspended: true })],
  [ANYWHERE, ['restored'], restores, (_fields, event) => ({ ...accountOf(event), suspended: false })],
];

function accountOf(event: ShiftEvent): Partial<ShiftRow> {
  return 'accountVersion' in event ? { account_version: event.accountVersion } : {};
}
