import { type EventHandler } from '@hansom/platform-bus';
import { type Booking } from '@hansom/proto-booking';
import { currency, money, percentOf } from '@hansom/shared-money';

import { type PaymentContext } from '../context.ts';
import { type Bill, type Terms, wantCapture, wantVoid } from '../domain/wanting.ts';
import { type Payment } from '../store/payment-aggregate.ts';
import { follow } from './follow.ts';

type Ended = EventHandler<{ booking?: Booking | undefined }>;

/** The ride is over: its fare is due. */
export function bookingCompleted(ctx: PaymentContext): Ended {
  return settleBy(ctx, 'FARE');
}

/** It was cancelled, nobody came, or nobody was there: a fee is due, or nothing. */
export function bookingEnded(ctx: PaymentContext): Ended {
  return settleBy(ctx, 'FEE');
}

function settleBy(ctx: PaymentContext, dueFor: Bill['dueFor']): Ended {
  return async (event, call) => {
    const bill = billOf(ctx, event.payload.booking, dueFor);
    const now = ctx.clock.now();
    const termsOf = ({ fields }: Payment): Terms => {
      const { presumeCollectedMs } = ctx.config.city(fields.city);
      return { now, presumeCollectedMs };
    };
    const decide: Parameters<typeof follow>[2]['decide'] = (payment) =>
      bill ? wantCapture(payment, bill, termsOf(payment)) : wantVoid(payment, now);
    await follow(ctx, event, { call, decide });
  };
}

/** Undefined: it costs nothing. */
function billOf(ctx: PaymentContext, booking: Booking | undefined, dueFor: Bill['dueFor']): Bill | undefined {
  const total = booking?.fare?.total;
  if (!booking || !total || total.amountMinor <= 0n) return undefined;
  const driverId = booking.driverId === '' ? undefined : booking.driverId;
  const due = money(total.amountMinor, currency(total.currency));
  const { commissionPercent } = ctx.config.city(booking.city);
  const commission = percentOf(due, commissionPercent, 'half-even').amountMinor;
  return {
    ...{ dueFor, driverId, dueMinor: due.amountMinor },
    commissionMinor: driverId === undefined ? 0n : commission,
  };
}
