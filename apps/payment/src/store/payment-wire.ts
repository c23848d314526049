import { toWireTenancy } from '@hansom/platform-identity';
import { type Money } from '@hansom/proto-common';
import { type Payment as WirePayment, PaymentState as WireState } from '@hansom/proto-payment';

import { capturedMinor, type Payment, refundedMinor } from './payment-aggregate.ts';

/** A payment as answers and events show it. */
export function toWire({ id, state, version, fields }: Omit<Payment, 'entered'>): WirePayment {
  const money = (amountMinor: bigint): Money => ({ amountMinor, currency: fields.currency });
  return {
    paymentId: id,
    bookingId: fields.booking_id,
    riderId: fields.rider_id,
    driverId: fields.driver_id ?? '',
    state: WireState[state],
    version,
    city: fields.city,
    tenancy: toWireTenancy(fields.tenancy),
    cash: fields.cash,
    paymentMethodId: fields.method_id ?? '',
    authorised: money(fields.held_minor),
    captured: money(capturedMinor(fields)),
    refunded: money(refundedMinor(fields)),
    due: money(fields.due_minor),
    reason: fields.reason ?? '',
  };
}
