import { type Booking, BookingState } from '@hansom/proto-booking';
import { type Journal, type Payment, PaymentState, paymentStateToJSON } from '@hansom/proto-payment';

import { isLive, minorOf, type Rule } from './facts.ts';
import { settled } from './settled.ts';

/** Amount by amount: what the booking says, what its payment says, what the ledger says. */
export const moneyMatches: Rule = {
  name: 'captures are the fares of card rides and the fees that are due, each once',
  broken: (facts) => {
    const journals = byPayment(facts.journals);
    const ended = settled(facts).flatMap(({ booking, payment }) => {
      if (!payment) return [`${booking.bookingId} has no payment`];
      return wrongOf({ booking, payment, journals: journals.get(payment.paymentId) ?? [] });
    });
    const live = new Set(
      facts.bookings
        .map(({ booking }) => booking)
        .filter(isLive)
        .map(({ bookingId }) => bookingId),
    );
    const early = facts.payments
      .filter(({ bookingId, captured }) => live.has(bookingId) && minorOf(captured) !== 0n)
      .map(({ bookingId }) => `${bookingId} has not ended, and was paid`);
    return [...ended, ...early];
  },
};

function byPayment(journals: readonly Journal[]): Map<string, Journal[]> {
  const grouped = new Map<string, Journal[]>();
  for (const journal of journals) {
    const group = grouped.get(journal.paymentId);
    if (group) group.push(journal);
    else grouped.set(journal.paymentId, [journal]);
  }
  return grouped;
}

interface Bill {
  booking: Booking;
  payment: Payment;
  journals: readonly Journal[];
}

/** Where a payment rests when all was taken from the card, when it was paid in the car, and when nothing is to be paid. */
const TAKEN: readonly PaymentState[] = [
  ...[PaymentState.CAPTURED, PaymentState.REFUNDING],
  ...[PaymentState.REFUNDED, PaymentState.PARTIALLY_REFUNDED],
];
const FREE: readonly PaymentState[] = [
  ...[PaymentState.VOIDED, PaymentState.AUTH_FAILED, PaymentState.CASH_CLOSED],
];

function wrongOf(bill: Bill): string[] {
  const { booking, payment } = bill;
  const due = minorOf(booking.fare?.total);
  const captured = minorOf(payment.captured);
  const cash = payment.state === PaymentState.CASH_COLLECTED ? due : 0n;
  const forgiven = payment.state === PaymentState.FORGIVEN ? due - captured : 0n;
  const amounts = [
    ['due, by the payment', minorOf(payment.due), due],
    ['due, by the ledger', booked(bill, 'fare') + booked(bill, 'fee'), due],
    ['captured, by the payment', captured, TAKEN.includes(payment.state) ? due : captured],
    ['captured, by the ledger', booked(bill, 'capture'), captured],
    ['collected, by the ledger', booked(bill, 'cash_collected'), cash],
    ['forgiven, by the ledger', booked(bill, 'forgiven'), forgiven],
    ['left to pay', FREE.includes(payment.state) ? due : 0n, 0n],
  ] as const;
  const told = `${booking.bookingId} (${paymentStateToJSON(payment.state)})`;
  const wrong = amounts
    .filter(([, is, shouldBe]) => is !== shouldBe)
    .map(([what, is, shouldBe]) => `${told}: ${what} ${is}, not ${shouldBe}`);
  const isUnpriced = booking.state === BookingState.COMPLETED && !booking.fare;
  return isUnpriced ? [...wrong, `${told}: completed without a fare`] : wrong;
}

/** What was debited in journals of a kind. */
function booked({ journals }: Bill, kind: string): bigint {
  return journals
    .filter((journal) => journal.kind === kind)
    .flatMap(({ postings }) => postings.map(({ change }) => minorOf(change)))
    .reduce((sum, minor) => (minor > 0n ? sum + minor : sum), 0n);
}
