import { checkFields, HansomError, invalidFields, keyCheck } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { type RefundRequest, type RefundResponse } from '@hansom/proto-payment';
import { idCheck } from '@hansom/shared-ids';

import { type PaymentContext } from '../context.ts';
import { refundableMinor } from '../domain/journals.ts';
import { wantRefund } from '../domain/wanting.ts';
import { paymentIdOf } from '../payment-id.ts';
import { type Payment } from '../store/payment-aggregate.ts';
import { MOST_REASON, paymentAfter } from './mapping.ts';

export function refund(ctx: PaymentContext): Handler<RefundRequest, RefundResponse> {
  return async ({ commandKey, bookingId, refund: wanted, reason: told }, call) => {
    const minor = wanted?.amountMinor ?? 0n;
    const reason = told.trim();
    const rule = 'must be more than 0';
    checkFields('payment', [
      keyCheck(commandKey),
      idCheck('booking', bookingId),
      { field: 'refund', rule, holds: minor > 0n },
      {
        field: 'reason',
        rule: `must have at most ${MOST_REASON} characters`,
        holds: reason.length <= MOST_REASON,
      },
    ]);
    const decide = (payment: Payment): ReturnType<typeof wantRefund> => {
      const decided = wantRefund(payment, { minor, reason }, ctx.clock.now());
      if (decided instanceof HansomError) return decided;
      return overTaken(payment, { minor, currency: wanted?.currency ?? '' }) ?? decided;
    };
    const command = `refund/${commandKey}`;
    const result = await ctx.payments.transition(paymentIdOf(bookingId), { command, decide }, call);
    return { payment: paymentAfter(bookingId, result) };
  };
}

function overTaken(
  { fields }: Payment,
  { minor, currency }: { minor: bigint; currency: string },
): HansomError | undefined {
  const most = refundableMinor(fields);
  if (minor <= most && currency === fields.currency) return undefined;
  return invalidFields('payment', [
    { field: 'refund', rule: `must be at most ${most} ${fields.currency} in minor units` },
  ]);
}
