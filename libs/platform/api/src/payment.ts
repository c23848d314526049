import { z } from '@hansom/platform-config';
import { type Payment as WirePayment, PaymentState } from '@hansom/proto-payment';

import { Money, toMoney } from './money.ts';

const STATES = [
  ...(['AUTHORISING', 'AUTHORISED', 'AUTH_FAILED', 'VOIDING', 'VOIDED'] as const),
  ...(['CAPTURING', 'CAPTURED', 'CAPTURE_FAILED', 'OUTSTANDING', 'FORGIVING', 'FORGIVEN'] as const),
  ...(['REFUNDING', 'REFUNDED', 'PARTIALLY_REFUNDED'] as const),
  ...(['CASH_AGREED', 'CASH_DUE', 'CASH_COLLECTED', 'CASH_CLOSED'] as const),
] as const;

/** How paying for a ride goes. */
export const Payment = z
  .object({
    bookingId: z.string(),
    state: z.enum(STATES).describe('`OUTSTANDING`: it is owed. `FORGIVEN`: it was, and need not be paid.'),
    version: z.int(),
    due: Money.describe('What is to be paid in the end: the fare or the fee. 0 before that is known.'),
    captured: Money.describe('What was taken from the card.'),
    refunded: Money.describe('What was given back of that.'),
    reason: z
      .string()
      .optional()
      .describe(
        'Why it could not be held or taken: a code. Why money was given back or a debt forgiven: words.',
      ),
  })
  .meta({ id: 'Payment', description: 'How paying for a ride goes.' });

export type Payment = z.output<typeof Payment>;

export function toPayment(wire: WirePayment | undefined): Payment {
  if (!wire?.due || !wire.captured || !wire.refunded)
    throw new TypeError('payment answered without a payment');
  const { bookingId, version } = wire;
  return {
    ...{ bookingId, version },
    state: STATES.find((state) => PaymentState[state] === wire.state) ?? 'AUTHORISING',
    due: toMoney(wire.due),
    captured: toMoney(wire.captured),
    refunded: toMoney(wire.refunded),
    reason: wire.reason || undefined,
  };
}
