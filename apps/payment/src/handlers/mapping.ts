import { checkFields, HansomError } from '@hansom/platform-errors';
import { mayRead } from '@hansom/platform-identity';
import { type Call } from '@hansom/platform-rpc';
import { stateAfter, type TransitionResult } from '@hansom/platform-schedule';
import { type Journal, type Method as WireMethod, type Payment as WirePayment } from '@hansom/proto-payment';
import { cityCheck } from '@hansom/shared-ids';

import { isCityPage } from '../store/city-days.ts';
import { type BookedJournal } from '../store/ledger.ts';
import { type Method } from '../store/methods.ts';
import { type Payment, type PaymentFields, type PaymentState } from '../store/payment-aggregate.ts';
import { toWire } from '../store/payment-wire.ts';

export function methodToWire({ method_id, brand, last4, expires }: Method): WireMethod {
  return { paymentMethodId: method_id, brand, last4, expires };
}

export function journalToWire({
  paymentId,
  bookingId,
  kind,
  number,
  bookedAt,
  currency,
  postings,
}: BookedJournal): Journal {
  return {
    ...{ paymentId, bookingId, kind, journalNumber: number, bookedAt: new Date(bookedAt) },
    postings: postings.map(({ account, minor }) => ({ account, change: { amountMinor: minor, currency } })),
  };
}

/** Checks which page of which city's list is asked for. */
export function checkPage({ city, page }: { city: string; page: string }): void {
  checkFields('payment', [
    cityCheck(city),
    { field: 'page', rule: 'must be as the last answer gave it', holds: isCityPage(page) },
  ]);
}

/** Characters of an operator's reason. */
export const MOST_REASON = 500;

export function notFound(bookingId: string): HansomError {
  const description = 'there is no such payment';
  return new HansomError('not_found', 'payment.not_found', {
    description,
    context: { booking_id: bookingId },
  });
}

/** The payment after a command, done now or before; what refused it is thrown. */
export function paymentAfter(
  bookingId: string,
  result: TransitionResult<PaymentFields, PaymentState>,
): WirePayment {
  return toWire(stateAfter(result, () => notFound(bookingId)));
}

/** Whether a person, or the service that asks for itself, may see the payment. */
export function maySee(call: Call, { fields }: Pick<Payment, 'fields'>): boolean {
  return mayRead(call, fields.rider_id, fields.driver_id);
}
