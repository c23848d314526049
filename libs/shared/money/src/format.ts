import { currency, exponentOf } from './currency.ts';
import { money, type Money } from './money.ts';

/** The amount in units, exactly: `15.20`, `-0.05`, `1520` for a currency without a minor unit. */
export function decimalText({ amountMinor, currency }: Money): string {
  const exponent = exponentOf(currency);
  const sign = amountMinor < 0n ? '-' : '';
  const digits = String(amountMinor)
    .replace('-', '')
    .padStart(exponent + 1, '0');
  const point = digits.length - exponent;
  return exponent === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** As the wire has it, with its currency, for logs and tools: `57.00 SEK`. Throws a RangeError for what is no currency. */
export function amountText({
  amountMinor,
  currency: code,
}: {
  amountMinor: bigint;
  currency: string;
}): string {
  return `${decimalText(money(amountMinor, currency(code)))} ${code}`;
}

/** For a person's eyes, in the way of a BCP 47 locale: `€15.20`. The text may differ from one ICU version to another. */
export function formatMoney(money: Money, locale: string): string {
  const digits = exponentOf(money.currency);
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: money.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  // A decimal as text is formatted exactly, a number would be rounded to 53 bits first.
  return format.format(decimalText(money) as Intl.StringNumericLiteral);
}
