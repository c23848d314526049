import { checkFields } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { type ListJournalsOfBookingRequest, type ListJournalsOfBookingResponse } from '@hansom/proto-payment';
import { idCheck } from '@hansom/shared-ids';

import { type PaymentContext } from '../context.ts';
import { paymentIdOf } from '../payment-id.ts';
import { journalToWire, notFound } from './mapping.ts';

export function listJournalsOfBooking(
  ctx: PaymentContext,
): Handler<ListJournalsOfBookingRequest, ListJournalsOfBookingResponse> {
  return async ({ bookingId }, call) => {
    checkFields('payment', [idCheck('booking', bookingId)]);
    const paymentId = paymentIdOf(bookingId);
    if (!(await ctx.payments.get(paymentId, call))) throw notFound(bookingId);
    const journals = await ctx.ledger.ofPayment(paymentId);
    return { journals: journals.map(journalToWire) };
  };
}
