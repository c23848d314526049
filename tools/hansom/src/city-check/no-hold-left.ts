import { PaymentState, paymentStateToJSON } from '@hansom/proto-payment';

import { type Rule } from './facts.ts';
import { settled } from './settled.ts';

const HOLDING: readonly PaymentState[] = [
  ...[PaymentState.CREATED, PaymentState.AUTHORISING, PaymentState.AUTHORISED],
  ...[PaymentState.VOIDING, PaymentState.CAPTURING, PaymentState.CASH_AGREED],
];

export const noHoldLeft: Rule = {
  name: 'no money is held for a booking that has ended',
  broken: (facts) =>
    settled(facts).flatMap(({ booking, payment }) => {
      if (!payment || !HOLDING.includes(payment.state)) return [];
      return [`${booking.bookingId} is over, its payment ${paymentStateToJSON(payment.state)}`];
    }),
};
