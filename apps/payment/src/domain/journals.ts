import { capturedMinor, refundedMinor, type Payment, type PaymentRow } from '../store/payment-aggregate.ts';

/** A line of a journal: a debit is positive, a credit negative. */
export interface Posting {
  /** As in `riders:rider_01j...`, `drivers:driver_got_01j...`, `psp`, `company:commission`. */
  readonly account: string;
  readonly minor: bigint;
}

/** In the order in which journals of one moment are listed; new kinds come last. */
export const JOURNAL_KINDS = [
  ...(['fare', 'fee', 'commission', 'capture', 'cash_collected', 'refund'] as const),
  'forgiven',
] as const;
export type JournalKind = (typeof JOURNAL_KINDS)[number];

/** An entry of the ledger. It is named by payment, kind and number, and never changes. */
export interface Journal {
  readonly paymentId: string;
  readonly bookingId: string;
  readonly city: string;
  readonly kind: JournalKind;
  /** Which of that kind: from 1. */
  readonly number: number;
  readonly currency: string;
  readonly postings: readonly Posting[];
}

type Payable = Pick<Payment, 'id' | 'state' | 'fields'>;

/**
 * Every journal that a payment has given rise to so far. It follows from the row alone, so that it can be booked again after a crash, and a
 * later state has all of an earlier one.
 */
export function journalsOf(payment: Payable): Journal[] {
  const { fields } = payment;
  const { due_minor, due_for, commission_minor, taken_minor, charged_minor } = fields;
  const rider = `riders:${fields.rider_id}`;
  const earner = fields.driver_id === undefined ? 'company:fees' : `drivers:${fields.driver_id}`;
  const all = [
    entry(payment, due_for === 'FEE' ? 'fee' : 'fare', { minor: due_minor, debit: rider, credit: earner }),
    entry(payment, 'commission', { minor: commission_minor, debit: earner, credit: 'company:commission' }),
    entry(payment, 'capture', { minor: taken_minor, debit: 'psp', credit: rider }),
    entry(payment, 'capture', { minor: charged_minor, debit: 'psp', credit: rider, number: 2 }),
    entry(payment, 'cash_collected', { minor: collected(payment), debit: earner, credit: rider }),
    entry(payment, 'forgiven', { minor: forgiven(payment), debit: 'company:losses', credit: rider }),
    ...fields.refunds_minor.map((minor, i) =>
      entry(payment, 'refund', {
        minor: BigInt(minor),
        debit: 'company:refunds',
        credit: 'psp',
        number: i + 1,
      }),
    ),
  ];
  return all.filter(({ postings }) => postings.some(({ minor }) => minor !== 0n));
}

function entry(
  { id, fields }: Payable,
  kind: JournalKind,
  { minor, debit, credit, number = 1 }: { minor: bigint; debit: string; credit: string; number?: number },
): Journal {
  const postings = [
    { account: debit, minor },
    { account: credit, minor: -minor },
  ];
  const { booking_id: bookingId, city, currency } = fields;
  return checked({ paymentId: id, bookingId, city, kind, number, currency, postings });
}

function collected({ state, fields }: Payable): bigint {
  return state === 'CASH_COLLECTED' ? fields.due_minor : 0n;
}

/** What the rider was to pay, and nobody has taken. */
function forgiven({ state, fields }: Payable): bigint {
  return state === 'FORGIVEN' ? fields.due_minor - capturedMinor(fields) : 0n;
}

/** Throws a TypeError for a journal whose debits are not its credits: it is never booked. */
export function checked<J extends Pick<Journal, 'kind' | 'postings'>>(journal: J): J {
  const sum = journal.postings.reduce((all, { minor }) => all + minor, 0n);
  if (sum !== 0n) throw new TypeError(`a journal of kind ${journal.kind} does not balance: ${sum}`);
  return journal;
}

/** What may still be given back. */
export function refundableMinor(fields: PaymentRow): bigint {
  return capturedMinor(fields) - refundedMinor(fields);
}
