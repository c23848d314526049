import { type Money } from '@hansom/proto-common';
import { currency, decimalRatio, exponentOf } from '@hansom/shared-money';

import { UsageError } from '../services.ts';

const DECIMAL = /^\d{1,12}(\.\d{1,4})?$/;

/** Throws a UsageError for what is no amount in whatever currency: `57`, `57.00`. */
export function checkAmount(text: string): void {
  if (!DECIMAL.test(text)) throw new UsageError(`${JSON.stringify(text)} is no amount: 57.00 is one`);
}

/** What an amount means in a currency. Throws a UsageError for one that cannot be paid in it. */
export function amountIn(code: string, text: string): Money {
  checkAmount(text);
  const decimals = exponentOf(currency(code));
  const { numerator, denominator } = decimalRatio(text);
  const minor = numerator * 10n ** BigInt(decimals);
  if (minor % denominator !== 0n)
    throw new UsageError(`${text} ${code} cannot be paid: it has ${decimals} decimals`);
  return { amountMinor: minor / denominator, currency: code };
}
