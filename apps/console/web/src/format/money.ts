import { LOCALE } from './locale.ts';

/** A sum in the smallest unit of its currency, as the routes give it. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** `SEK 123.50`: with as many digits as the currency has. */
export function formatMoney({ amount, currency }: Money): string {
  const format = new Intl.NumberFormat(LOCALE, { style: 'currency', currency, currencyDisplay: 'code' });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount / 10 ** digits);
}

/** With its sign, also when it is positive: for the lines of a ledger. */
export function formatChange(money: Money): string {
  return money.amount > 0 ? `+${formatMoney(money)}` : formatMoney(money);
}
