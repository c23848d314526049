import { type Money } from '@hansom/proto-common';
import { currency, decimalText, money } from '@hansom/shared-money';

/** `57.00 SEK` */
export function amount({ amountMinor, currency: code }: Money): string {
  return `${decimalText(money(amountMinor, currency(code)))} ${code}`;
}
