import { currency, money, type Money } from '@hansom/shared-money';

import { type Payment } from './store/payment-aggregate.ts';

/** One for each movement of money of a payment, for ever: never for an attempt. */
export function keyOf({ id }: Pick<Payment, 'id'>, movement: string): string {
  return `${id}/${movement}`;
}

/** The payment, and which of its movements a key names. */
export function parsedKey(key: string): { paymentId: string; movement: string } {
  const at = key.indexOf('/');
  return { paymentId: key.slice(0, at), movement: key.slice(at + 1) };
}

export function amountOf({ fields }: Pick<Payment, 'fields'>, minor: bigint): Money {
  return money(minor, currency(fields.currency));
}
