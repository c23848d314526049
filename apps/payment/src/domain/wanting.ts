import { type Instant, later, type Millis } from '@hansom/platform-context';
import { type HansomError } from '@hansom/platform-errors';
import { transitionNotAllowed } from '@hansom/platform-schedule';

import { type Payment, type PaymentRow } from '../store/payment-aggregate.ts';
import { enter, type Entering, stay, type Staying } from './entering.ts';

/** What a ride costs in the end. */
export interface Bill {
  dueMinor: bigint;
  dueFor: 'FARE' | 'FEE';
  /** The company's share, if a driver earns by it. */
  commissionMinor: bigint;
  driverId: string | undefined;
}

/** When that is, and for how long a driver may say nothing of cash until it counts as collected. */
export interface Terms {
  now: Instant;
  presumeCollectedMs: Millis;
}

type Decided = Entering | Staying | HansomError;

/** The ride is over, or a fee is due. What was wanted first counts: a booking ends once. */
export function wantCapture(payment: Payment, bill: Bill, terms: Terms): Decided {
  const { now } = terms;
  if (payment.fields.wanted !== 'HOLD') return refusal(payment);
  const set: Partial<PaymentRow> = {
    wanted: 'CAPTURE',
    due_minor: bill.dueMinor,
    due_for: bill.dueFor,
    commission_minor: bill.commissionMinor,
    ...(bill.driverId !== undefined && { driver_id: bill.driverId }),
  };
  switch (payment.state) {
    case 'AUTHORISING':
      return stay(payment, set); // remembered: the worker sees it when the provider has answered
    case 'AUTHORISED':
      return enter(payment, 'CAPTURING', { set, now });
    case 'CASH_AGREED':
      return bill.dueFor === 'FARE'
        ? cashDue(payment, set, terms)
        : enter(payment, 'OUTSTANDING', { set: { ...set, reason: 'fee_without_card' }, now });
    default:
      return refusal(payment);
  }
}

/** The driver may have the cash already. Cash that is never confirmed counts as collected in the end, so that silence does not pay. */
function cashDue(payment: Payment, set: Partial<PaymentRow>, { now, presumeCollectedMs }: Terms): Entering {
  if (payment.fields.collected) return enter(payment, 'CASH_COLLECTED', { set, now });
  const timers = [
    { name: 'post', due: now },
    { name: 'presume', due: later(now, presumeCollectedMs) },
  ];
  return enter(payment, 'CASH_DUE', { set, now, timers });
}

/** Nothing is to be paid. */
export function wantVoid(payment: Payment, now: Instant): Decided {
  if (payment.fields.wanted !== 'HOLD') return refusal(payment);
  const set: Partial<PaymentRow> = { wanted: 'VOID' };
  switch (payment.state) {
    case 'AUTHORISING':
      return stay(payment, set); // a hold may be under way: it is let go when it is there
    case 'AUTHORISED':
      return enter(payment, 'VOIDING', { set, now });
    case 'CASH_AGREED':
      return enter(payment, 'CASH_CLOSED', { set, now });
    default:
      return refusal(payment);
  }
}

/** Who drives is known. */
export function nameDriver(payment: Payment, driverId: string): Decided {
  if (payment.fields.wanted !== 'HOLD') return refusal(payment); // journals name who earned
  return stay(payment, { driver_id: driverId });
}

/** The driver has the cash: he may say so before it is known here what it is. */
export function collect(payment: Payment, now: Instant): Decided {
  if (payment.state === 'CASH_AGREED') return stay(payment, { collected: true });
  if (payment.state !== 'CASH_DUE') return refusal(payment);
  return enter(payment, 'CASH_COLLECTED', { now });
}

/** What an operator gives back, and why. */
export interface Refund {
  minor: bigint;
  reason: string;
}

/** All or some of what was taken goes back. */
export function wantRefund(payment: Payment, { minor, reason }: Refund, now: Instant): Decided {
  if (payment.state !== 'CAPTURED' && payment.state !== 'PARTIALLY_REFUNDED') return refusal(payment);
  const set = { refunding_minor: minor, reason: reason || undefined };
  return enter(payment, 'REFUNDING', { set, now });
}

/** What is owed need not be paid. */
export function forgive(payment: Payment, reason: string, now: Instant): Decided {
  if (payment.state !== 'OUTSTANDING') return refusal(payment);
  return enter(payment, 'FORGIVING', { set: { reason }, now });
}

/**
 * What could not be taken is to be taken from another card. What is owed stays owed: that a card was added pays nothing. What was to be tried again goes
 * on by its schedule, from where that stands, so that adding cards puts nothing off.
 */
export function payDebt(payment: Payment, by: { methodId: string; card: string }, now: Instant): Decided {
  const owed = payment.state === 'OUTSTANDING';
  if (!owed && payment.state !== 'CAPTURE_FAILED') return refusal(payment);
  const card = { method_id: by.methodId, card: by.card, cash: false };
  const set = { ...card, owed, reason: undefined };
  return enter(payment, 'CAPTURING', { set, now });
}

function refusal(payment: Payment): HansomError {
  return transitionNotAllowed('payment', payment);
}
