import { randomUUID } from 'node:crypto';

import { type ClientOf } from '@hansom/platform-rpc';
import { PaymentServiceDefinition } from '@hansom/proto-payment';
import { amountText } from '@hansom/shared-money';

import { asOperator, type InstallationOptions, type Operator } from '../operator.ts';
import { amountIn, checkAmount } from '../ride/amount.ts';
import { checkBookingId } from '../ride/check-booking-id.ts';

interface Reasoned extends InstallationOptions {
  reason: string;
}

/** Gives money of a ride that was paid by card back, in the currency that it was paid in. */
export async function refundRide(bookingId: string, text: string, options: Reasoned): Promise<void> {
  checkBookingId(bookingId);
  checkAmount(text);
  await asOperator(options, async (operator) => {
    const client = await paymentsOf(operator);
    const { payment } = await client.getOfBooking({ bookingId }, operator.call());
    const refund = amountIn(payment?.due?.currency ?? '', text);
    const request = { commandKey: randomUUID(), bookingId, refund, reason: options.reason };
    await client.refund(request, operator.call());
    print(`${bookingId}: ${amountText(refund)} is being given back`);
  });
}

/** Lets the rider of a ride off what is owed for it. */
export async function forgiveRide(bookingId: string, options: Reasoned): Promise<void> {
  checkBookingId(bookingId);
  await asOperator(options, async (operator) => {
    const client = await paymentsOf(operator);
    const request = { commandKey: randomUUID(), bookingId, reason: options.reason };
    await client.forgive(request, operator.call());
    print(`${bookingId}: its rider owes nothing for it`);
  });
}

async function paymentsOf(operator: Operator): Promise<ClientOf<PaymentServiceDefinition>> {
  const addresses = (await operator.instances('payment')).map(({ address }) => address);
  return operator.client(PaymentServiceDefinition, { service: 'payment', addresses });
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
