import { type Instant } from '@hansom/platform-context';
import { type Creation } from '@hansom/platform-schedule';
import { decimalRatio, multiply, type Money, ratio } from '@hansom/shared-money';

import { type PaymentFields, type PaymentRow, type PaymentState } from '../store/payment-aggregate.ts';
import { enter } from './entering.ts';

/** Whose payment, and of what. */
export interface Opened {
  paymentId: string;
  bookingId: string;
  city: string;
  tenancy: 'live' | 'robot';
  riderId: string;
  quote: Money;
}

/** How it is to be paid: in the car, by a card, or by a card that will not do. */
export type Means =
  | { kind: 'cash' }
  | { kind: 'card'; methodId: string; card: string; holdPercent: number }
  | { kind: 'refused'; methodId: string; reason: 'outstanding' | 'unknown_method' };

type Opening = Pick<Creation<PaymentFields, PaymentState>, 'to' | 'set' | 'event' | 'timers'>;

/** The first version of a payment. */
export function open(opened: Opened, means: Means, now: Instant): Opening {
  const fields = { ...blank(opened), ...fieldsOf(opened, means) };
  const first = enter(
    { id: opened.paymentId, version: 0, state: FIRST[means.kind], fields },
    FIRST[means.kind],
    { now },
  );
  return { ...first, set: fields };
}

const FIRST = { cash: 'CASH_AGREED', card: 'AUTHORISING', refused: 'AUTH_FAILED' } as const;

function fieldsOf({ quote }: Opened, means: Means): Partial<PaymentRow> {
  if (means.kind === 'cash') return { cash: true };
  if (means.kind === 'refused') return { method_id: means.methodId, reason: means.reason };
  return { method_id: means.methodId, card: means.card, hold_minor: holdOf(quote, means.holdPercent) };
}

/** More than the quote, since a meter may show more; at least something, so that the card is tried. */
function holdOf(quote: Money, percent: number): bigint {
  const { numerator, denominator } = decimalRatio(percent);
  const { amountMinor } = multiply(quote, ratio(numerator, denominator * 100n), 'up');
  return amountMinor > 0n ? amountMinor : 1n;
}

function blank({ bookingId, city, tenancy, riderId, quote }: Opened): PaymentRow {
  return {
    booking_id: bookingId,
    city,
    tenancy,
    rider_id: riderId,
    cash: false,
    currency: quote.currency,
    wanted: 'HOLD',
    hold_minor: 0n,
    held_minor: 0n,
    due_minor: 0n,
    commission_minor: 0n,
    taken_minor: 0n,
    charged_minor: 0n,
    failures: 0,
    refunding_minor: 0n,
    refunds_minor: [],
  };
}
