import { type Tenancy } from '@hansom/platform-identity';
import { type AggregateState } from '@hansom/platform-schedule';
import {
  aggregate,
  bigint,
  boolean,
  int,
  optional,
  type RowOf,
  text,
  textList,
} from '@hansom/platform-store';

/** What is to become of a payment, as its booking's events say; a worker moves the state there. */
export type Wanted = 'HOLD' | 'CAPTURE' | 'VOID';

/** The payment of a job. Amounts are in minor units of its currency. */
export const paymentAggregate = aggregate({
  name: 'payment',
  fields: {
    booking_id: text(),
    city: text(),
    tenancy: text<Tenancy>(),
    rider_id: text(),
    driver_id: optional(text()),
    cash: boolean(),
    /** The driver said that he has the cash before the price was known here. */
    collected: optional(boolean()),
    method_id: optional(text()),
    /** What the provider knows the card by. */
    card: optional(text()),
    currency: text(),
    wanted: text<Wanted>(),

    /** What the provider is asked to hold, and what it holds or held. */
    hold_minor: bigint(),
    held_minor: bigint(),
    hold_reference: optional(text()),

    /** What is to be paid in the end, and the company's share of what the driver earns by it. */
    due_minor: bigint(),
    due_for: optional(text<'FARE' | 'FEE'>()),
    commission_minor: bigint(),

    /** What was taken of the hold, and what beside it by a charge of its own. */
    taken_minor: bigint(),
    charged_minor: bigint(),
    charge_reference: optional(text()),
    /** How often it could not be taken. */
    failures: int(),
    /** It is being taken from another card than it was held on. True where it was OUTSTANDING by then: it is owed until it is captured. */
    owed: optional(boolean()),

    /** What is being given back, and each amount that was, in order. */
    refunding_minor: bigint(),
    refunds_minor: textList(),
    reason: optional(text()),
  },
  states: {
    AUTHORISING: {},
    AUTHORISED: {},
    AUTH_FAILED: { terminal: true },
    VOIDING: {},
    VOIDED: { terminal: true },
    CAPTURING: {},
    CAPTURED: {},
    CAPTURE_FAILED: {},
    OUTSTANDING: {},
    REFUNDING: {},
    REFUNDED: {},
    PARTIALLY_REFUNDED: {},
    FORGIVING: {},
    CASH_AGREED: {},
    CASH_DUE: {},
    // Nothing leaves these, but their journals are booked by a timer, and a terminal state has none.
    CASH_COLLECTED: {},
    FORGIVEN: {},
    CASH_CLOSED: { terminal: true },
  },
});

export type PaymentFields = typeof paymentAggregate.fields;
export type PaymentState = keyof typeof paymentAggregate.states;
export type Payment = AggregateState<PaymentFields, PaymentState>;
export type PaymentRow = RowOf<PaymentFields>;

/** What was given back so far. */
export function refundedMinor({ refunds_minor }: Pick<PaymentRow, 'refunds_minor'>): bigint {
  return refunds_minor.reduce((sum, minor) => sum + BigInt(minor), 0n);
}

/** What was taken from the card so far. */
export function capturedMinor({
  taken_minor,
  charged_minor,
}: Pick<PaymentRow, 'taken_minor' | 'charged_minor'>): bigint {
  return taken_minor + charged_minor;
}
