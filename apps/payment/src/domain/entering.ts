import { type Instant } from '@hansom/platform-context';
import { type Entering, type Staying, type TimerRequest } from '@hansom/platform-schedule';

import {
  type Payment,
  type PaymentFields,
  type PaymentRow,
  type PaymentState,
} from '../store/payment-aggregate.ts';
import { changedEvent, enteredEvent } from '../store/payment-events.ts';

export type Entered = Entering<PaymentFields, PaymentState>;
export type Stayed = Staying<PaymentFields>;

/** What is done in a state, at once: ask the provider (`work`), or book journals (`post`). Others wait for somebody. */
const AT_ONCE: Partial<Record<PaymentState, 'work' | 'post'>> = {
  AUTHORISING: 'work',
  VOIDING: 'work',
  CAPTURING: 'work',
  REFUNDING: 'work',
  CAPTURED: 'post',
  OUTSTANDING: 'post',
  REFUNDED: 'post',
  PARTIALLY_REFUNDED: 'post',
  CASH_DUE: 'post',
  CASH_COLLECTED: 'post',
};

/** Enters a state, with the event that tells of it and what is to be done in it. */
export function enter(
  payment: Omit<Payment, 'entered'>,
  to: PaymentState,
  { set = {}, now, timers }: { set?: Partial<PaymentRow>; now: Instant; timers?: TimerRequest[] },
): Entered {
  const after = {
    ...payment,
    state: to,
    version: payment.version + 1,
    fields: { ...payment.fields, ...set },
  };
  return { to, set, event: enteredEvent(after), timers: timers ?? timersOf(to, now) };
}

export function timersOf(state: PaymentState, now: Instant): TimerRequest[] {
  const name = AT_ONCE[state];
  return name === undefined ? [] : [{ name, due: now }];
}

/** Changes what is known, and stays: what is being done goes on. */
export function stay(payment: Payment, set: Partial<PaymentRow>): Stayed {
  const after = { ...payment, version: payment.version + 1, fields: { ...payment.fields, ...set } };
  return { set, event: changedEvent(after) };
}
