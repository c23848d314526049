import { type Instant } from '@hansom/platform-context';
import {
  type Entering as EnteringOf,
  nextState,
  type Staying as StayingOf,
  type TimerRequest,
} from '@hansom/platform-schedule';

import {
  type Payment,
  type PaymentFields,
  type PaymentRow,
  type PaymentState,
} from '../store/payment-aggregate.ts';
import { changedEvent, enteredEvent } from '../store/payment-events.ts';

export type Entering = EnteringOf<PaymentFields, PaymentState>;
export type Staying = StayingOf<PaymentFields>;

/** What is done in a state, at once: ask the provider (`work`), or book journals (`post`). Others wait for somebody. */
const AT_ONCE: Partial<Record<PaymentState, 'work' | 'post'>> = {
  AUTHORISING: 'work',
  VOIDING: 'work',
  CAPTURING: 'work',
  REFUNDING: 'work',
  FORGIVING: 'work',
  CAPTURED: 'post',
  OUTSTANDING: 'post',
  REFUNDED: 'post',
  PARTIALLY_REFUNDED: 'post',
  FORGIVEN: 'post',
  CASH_DUE: 'post',
  CASH_COLLECTED: 'post',
};

/** Enters a state, with the event that tells of it and what is to be done in it. */
export function enter(
  payment: Omit<Payment, 'entered'>,
  to: PaymentState,
  { set = {}, now, timers }: { set?: Partial<PaymentRow>; now: Instant; timers?: TimerRequest[] },
): Entering {
  const event = enteredEvent(nextState(payment, { to, set }));
  return { to, set, event, timers: timers ?? timersOf(to, now) };
}

export function timersOf(state: PaymentState, now: Instant): TimerRequest[] {
  const name = AT_ONCE[state];
  return name === undefined ? [] : [{ name, due: now }];
}

/** Changes what is known, and stays: what is being done goes on. */
export function stay(payment: Payment, set: Partial<PaymentRow>): Staying {
  return { set, event: changedEvent(nextState(payment, { set })) };
}
