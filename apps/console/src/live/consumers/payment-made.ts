import { type EventHandler } from '@hansom/platform-bus';
import { type Payment } from '@hansom/proto-payment';

import { type LiveCities } from '../live-cities.ts';
import { toSum } from '../mapping.ts';

/** `payment.captured`, `payment.cash_collected`: a rider paid. */
export function paymentMade(
  cities: LiveCities,
  paid: (payment: Payment) => Payment['due'],
): EventHandler<{ payment?: Payment | undefined }> {
  return ({ occurredAt: at, payload: { payment } }) => {
    const sum = payment && paid(payment);
    if (sum) cities.at(payment.city).heardPayment({ paymentId: payment.paymentId, at, sum: toSum(sum) });
  };
}
