import { type Instant, later, type Millis } from '@hansom/platform-context';
import { type HansomError } from '@hansom/platform-errors';
import { transitionNotAllowed } from '@hansom/platform-schedule';

import { type HoldAnswer } from '../provider/provider.ts';
import { type Payment, type PaymentRow, refundedMinor } from '../store/payment-aggregate.ts';
import { enter, type Entering } from './entering.ts';

/** The provider has answered about the hold: by then something else may be wanted. */
export function afterHold(payment: Payment, answer: HoldAnswer, now: Instant): Entering | HansomError {
  if (payment.state !== 'AUTHORISING') return transitionNotAllowed('payment', payment);
  const { wanted, hold_minor } = payment.fields;
  if (answer.outcome === 'held') {
    const set = { held_minor: hold_minor, hold_reference: answer.reference };
    return enter(payment, WITH_HOLD[wanted], { set, now });
  }
  return enter(payment, WITHOUT_HOLD[wanted], { set: { reason: answer.reason }, now });
}

const WITH_HOLD = { HOLD: 'AUTHORISED', VOID: 'VOIDING', CAPTURE: 'CAPTURING' } as const;
const WITHOUT_HOLD = { HOLD: 'AUTH_FAILED', VOID: 'VOIDED', CAPTURE: 'CAPTURING' } as const;

export function afterRelease(payment: Payment, now: Instant): Entering {
  return enter(payment, 'VOIDED', { now });
}

/** What became of taking what is due: which part was taken, whether the hold was let go, and why not all was taken. */
export interface Taken {
  set: Pick<PaymentRow, 'taken_minor' | 'charged_minor' | 'charge_reference'> &
    Partial<Pick<PaymentRow, 'held_minor' | 'hold_reference'>>;
  declined: string | undefined;
}

/**
 * All was taken, or it is tried again by the schedule, or the schedule is at its end and the rider owes it. A debt is not tried again: it stays
 * one until there is another card.
 */
export function afterTaking(
  payment: Payment,
  { set, declined }: Taken,
  { now, retryMs }: { now: Instant; retryMs: readonly Millis[] },
): Entering {
  const paid = { ...set, owed: undefined, reason: undefined };
  if (declined === undefined) return enter(payment, 'CAPTURED', { set: paid, now });
  const { failures, owed } = payment.fields;
  const failed = { ...set, failures: failures + 1, reason: declined };
  const pause = owed ? undefined : retryMs[failures];
  if (pause === undefined) return enter(payment, 'OUTSTANDING', { set: failed, now });
  const timers = [
    { name: 'post', due: now },
    { name: 'retry', due: later(now, pause) },
  ];
  return enter(payment, 'CAPTURE_FAILED', { set: failed, now, timers });
}

/** What was held is let go, or had been taken all the same: then that much less is forgiven. */
export function afterForgiving(payment: Payment, set: Partial<PaymentRow>, now: Instant): Entering {
  return enter(payment, 'FORGIVEN', { set, now });
}

export function afterRefund(payment: Payment, now: Instant): Entering {
  const { refunding_minor, refunds_minor, taken_minor, charged_minor } = payment.fields;
  const refunds = [...refunds_minor, String(refunding_minor)];
  const isAll = refundedMinor({ refunds_minor: refunds }) === taken_minor + charged_minor;
  const set = { refunding_minor: 0n, refunds_minor: refunds };
  return enter(payment, isAll ? 'REFUNDED' : 'PARTIALLY_REFUNDED', { set, now });
}
