import { type EventEnvelope, type Money } from '@hansom/proto-common';
import { type Payment, paymentEvents, PaymentState } from '@hansom/proto-payment';
import { amountText } from '@hansom/shared-money';

import { PAYMENT_STATES, type StoryEvent } from '../routes/shapes/booking-story.ts';
import { unknown } from './booking-timeline.ts';
import { codecOf, nameOf, plain } from './wire.ts';

/** Which sum of a payment an event is about. */
const SUMS: Readonly<Record<string, keyof Pick<Payment, 'authorised' | 'captured' | 'refunded' | 'due'>>> = {
  'payment.authorised': 'authorised',
  'payment.captured': 'captured',
  'payment.refunded': 'refunded',
  'payment.cash_due': 'due',
  'payment.cash_collected': 'due',
  'payment.outstanding': 'due',
  'payment.forgiven': 'due',
};

const BY_TYPE: Readonly<Record<string, StoryEvent['by']>> = {
  'payment.cash_collected': 'DRIVER',
  'payment.refunded': 'OPERATOR',
  'payment.forgiven': 'OPERATOR',
};

/** What happened to a payment, in order. */
export function paymentTimeline(events: readonly EventEnvelope[]): StoryEvent[] {
  let from: StoryEvent['from'];
  return events.map((event) => {
    const payment = codecOf(paymentEvents.types, event.type)?.decode(event.payload).payment;
    if (!payment) return unknown(event);
    const to = nameOf(PaymentState, PAYMENT_STATES, payment.state);
    const by = BY_TYPE[event.type] ?? 'SYSTEM';
    const told = { ...unknown(event), from, to, by, why: whyOf(event.type, payment) };
    from = to;
    return told;
  });
}

function whyOf(type: string, payment: Payment): string {
  const key = SUMS[type];
  const sum: Money | undefined = key && payment[key];
  return [
    ...(sum?.currency ? [amountText(sum)] : []),
    ...(payment.reason ? [plain(payment.reason)] : []),
  ].join(', ');
}
