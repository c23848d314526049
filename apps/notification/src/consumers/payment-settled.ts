import { type EventHandler } from '@hansom/platform-bus';
import { type Call } from '@hansom/platform-rpc';
import {
  type PaymentCaptured,
  type PaymentCashCollected,
  type PaymentForgiven,
  type PaymentOutstanding,
  type PaymentRefunded,
} from '@hansom/proto-payment';
import { type Receipt } from '@hansom/proto-notification';
import { timeZone } from '@hansom/shared-time';

import { type NotificationContext } from '../context.ts';
import { TEXTS } from '../domain/texts.ts';
import { given } from '../given.ts';
import { makeReceipt } from '../make-receipt.ts';
import { tellRider } from '../tell-rider.ts';
import { toMoney, totalOf } from '../total-of.ts';

/** `payment.captured`, `cash_collected`, `outstanding`, `forgiven` and `refunded`: each makes a receipt, the last one of a payment stands. */
export type PaymentSettled =
  | PaymentCaptured
  | PaymentCashCollected
  | PaymentOutstanding
  | PaymentForgiven
  | PaymentRefunded;

export function paymentSettled(ctx: NotificationContext): EventHandler<PaymentSettled> {
  return async (event, call) => {
    const payment = given(event.payload.payment, 'the payment');
    const { booking: found } = await ctx.booking.get({ bookingId: payment.bookingId }, call);
    const booking = given(found, 'the booking');
    const receipt = await makeReceipt(ctx, { event, payment, booking }, call);
    if (!(await ctx.receipts.keep(receipt, event.version))) return;
    const isFee = booking.startedAt === undefined;
    const text = await receiptText(ctx, { receipt, city: booking.city, isFee }, call);
    await tellRider(ctx, { event, booking, kind: 'RECEIPT', text }, call);
  };
}

interface Written {
  receipt: Receipt;
  city: string;
  isFee: boolean;
}

async function receiptText(
  ctx: NotificationContext,
  { receipt, city: code, isFee }: Written,
  call: Call,
): Promise<string> {
  const { city } = await ctx.city.getCity({ code }, call);
  const zone = timeZone(given(city, 'the city').timeZone);
  const price = given(totalOf(receipt.fare), 'the price');
  const startedAt = given(receipt.startedAt, 'the start').getTime();
  const endedAt = given(receipt.endedAt, 'the end').getTime();
  const [from, to] = [receipt.pickup?.label ?? '', receipt.destination?.label ?? ''];
  if (receipt.refunded)
    return TEXTS.refund(
      { zone, startedAt },
      { refunded: toMoney(receipt.refunded), price, paidBy: receipt.paidBy },
    );
  if (isFee) return TEXTS.feeReceipt({ zone, startedAt }, price, receipt.paidBy);
  return TEXTS.receipt(
    { zone, startedAt, endedAt, from, to, metres: receipt.distanceMetres },
    price,
    receipt.paidBy,
  );
}
