import { type Currency, currency as knownCurrency } from './currency.ts';
import { decimalRatio, ratio, type Ratio, type Rounding, roundRatio } from './ratio.ts';

/**
 * An amount in the minor unit of its currency: 15.20 EUR is 1520n. A bigint, because an int64 of the wire and a
 * bigint of the store are bigints already: an amount is converted nowhere between them, and no product is too big.
 */
export interface Money {
  readonly amountMinor: bigint;
  readonly currency: Currency;
}

/** What 64 bits hold, so that whatever is computed can be sent and stored. */
const LARGEST = 2n ** 63n - 1n;

/** An amount; a number must be a safe integer. Throws a RangeError for a fraction, an unknown currency, more than 64 bits. */
export function money(amountMinor: bigint | number, currency: Currency): Money {
  if (typeof amountMinor === 'number' && !Number.isSafeInteger(amountMinor))
    throw new RangeError(`${amountMinor} is not a whole number of minor units`);
  const amount = BigInt(amountMinor);
  if (amount > LARGEST || amount < -LARGEST)
    throw new RangeError(`${amount} minor units do not fit into 64 bits`);
  return { amountMinor: amount, currency: knownCurrency(currency) };
}

export function zero(currency: Currency): Money {
  return money(0n, currency);
}

/** Throws a TypeError for two currencies, as does everything here that takes two amounts. */
export function add(a: Money, b: Money): Money {
  return money(a.amountMinor + sameCurrency(a, b), a.currency);
}

export function subtract(a: Money, b: Money): Money {
  return money(a.amountMinor - sameCurrency(a, b), a.currency);
}

export function negate(a: Money): Money {
  return money(-a.amountMinor, a.currency);
}

/** The sum of any number of amounts, which may be none: hence the currency. */
export function sum(amounts: Iterable<Money>, currency: Currency): Money {
  let total = zero(currency);
  for (const amount of amounts) total = add(total, amount);
  return total;
}

/** Negative, zero or positive, as `sort` wants it. */
export function compare(a: Money, b: Money): -1 | 0 | 1 {
  const difference = a.amountMinor - sameCurrency(a, b);
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}

export function multiply(a: Money, by: Ratio, rounding: Rounding): Money {
  const product = ratio(a.amountMinor * by.numerator, by.denominator);
  return money(roundRatio(product, rounding), a.currency);
}

/** `percent` hundredths of an amount, where `percent` is a plain decimal: `percentOf(fare, '12.5', 'half-even')`. */
export function percentOf(a: Money, percent: string | number, rounding: Rounding): Money {
  const { numerator, denominator } = decimalRatio(percent);
  return multiply(a, ratio(numerator, denominator * 100n), rounding);
}

/**
 * Divides an amount in proportion to weights: the parts sum exactly to it, and each is within one minor unit of its exact
 * share (largest remainder method, A. Hamilton 1792; of equal remainders the earlier part gets the unit). A negative
 * amount is divided as its opposite. Throws a RangeError for a negative weight or weights that are all 0.
 */
export function allocate(total: Money, weights: readonly bigint[]): Money[] {
  const weight = weights.reduce((all, one) => all + one, 0n);
  if (weight <= 0n || weights.some((one) => one < 0n))
    throw new RangeError('weights are 0 or more, and not all of them 0');
  const sign = total.amountMinor < 0n ? -1n : 1n;
  const amount = sign * total.amountMinor;
  const shares = weights.map((one) => (amount * one) / weight);
  const missing = Number(shares.reduce((left, share) => left - share, amount));
  const remainders = weights.map((one, index) => ({ index, remainder: (amount * one) % weight }));
  const favoured = remainders.sort((a, b) => Number(b.remainder - a.remainder)).slice(0, missing);
  for (const { index } of favoured) shares[index] = (shares[index] ?? 0n) + 1n;
  return shares.map((share) => money(sign * share, total.currency));
}

function sameCurrency(a: Money, b: Money): bigint {
  if (a.currency !== b.currency) throw new TypeError(`${a.currency} and ${b.currency} do not mix`);
  return b.amountMinor;
}
