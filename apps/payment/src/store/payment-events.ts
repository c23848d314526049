import { type EventContent } from '@hansom/platform-schedule';
import {
  PaymentAuthFailed,
  PaymentAuthorised,
  PaymentAuthorising,
  PaymentCaptured,
  PaymentCaptureFailed,
  PaymentCashAgreed,
  PaymentCashClosed,
  PaymentCashCollected,
  PaymentCashDue,
  PaymentChanged,
  PaymentForgiven,
  PaymentOutstanding,
  PaymentRefunded,
  PaymentVoided,
} from '@hansom/proto-payment';

import { type Payment, type PaymentState } from './payment-aggregate.ts';
import { toWire } from './payment-wire.ts';

/** What tells of a state that was entered. One that is not here has no event of its own. */
const MESSAGES = {
  AUTHORISING: ['authorising', PaymentAuthorising],
  AUTHORISED: ['authorised', PaymentAuthorised],
  AUTH_FAILED: ['auth_failed', PaymentAuthFailed],
  VOIDED: ['voided', PaymentVoided],
  CAPTURED: ['captured', PaymentCaptured],
  CAPTURE_FAILED: ['capture_failed', PaymentCaptureFailed],
  OUTSTANDING: ['outstanding', PaymentOutstanding],
  REFUNDED: ['refunded', PaymentRefunded],
  PARTIALLY_REFUNDED: ['refunded', PaymentRefunded],
  FORGIVEN: ['forgiven', PaymentForgiven],
  CASH_AGREED: ['cash_agreed', PaymentCashAgreed],
  CASH_DUE: ['cash_due', PaymentCashDue],
  CASH_COLLECTED: ['cash_collected', PaymentCashCollected],
  CASH_CLOSED: ['cash_closed', PaymentCashClosed],
} as const satisfies Partial<Record<PaymentState, unknown>>;

/** The event of entering its state, with the payment as it stands after it. */
export function enteredEvent(after: Omit<Payment, 'entered'>): EventContent {
  const { state } = after;
  return Object.hasOwn(MESSAGES, state)
    ? eventOf(MESSAGES[state as keyof typeof MESSAGES], after)
    : changedEvent(after);
}

/** `payment.changed` */
export function changedEvent(after: Omit<Payment, 'entered'>): EventContent {
  return eventOf(['changed', PaymentChanged], after);
}

function eventOf(
  [what, message]: readonly [string, Pick<typeof PaymentChanged, 'encode'>],
  after: Omit<Payment, 'entered'>,
): EventContent {
  return { type: `payment.${what}`, payload: message.encode({ payment: toWire(after) }).finish() };
}
