import { type Ratio, ratio } from '@hansom/shared-money';

/** Exact arithmetic with ratios that are 0 or more: a meter that is split anywhere adds up to the same. */
export const NOTHING: Ratio = ratio(0n, 1n);
export const ONE: Ratio = ratio(1n, 1n);

export function whole(count: bigint | number): Ratio {
  return ratio(BigInt(count), 1n);
}

/** In lowest terms, so that numbers stay small over thousands of stretches. */
export function plus(a: Ratio, b: Ratio): Ratio {
  const numerator = a.numerator * b.denominator + b.numerator * a.denominator;
  const denominator = a.denominator * b.denominator;
  const by = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, denominator);
  return ratio(numerator / by, denominator / by);
}

export function inLowestTerms(a: Ratio): Ratio {
  return plus(a, NOTHING);
}

export function minus(a: Ratio, b: Ratio): Ratio {
  return plus(a, { ...b, numerator: -b.numerator });
}

/** Not in lowest terms: what is added up is. */
export function times(a: Ratio, b: Ratio): Ratio {
  return ratio(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** Likewise. Throws a RangeError for a divisor of 0. */
export function over(a: Ratio, b: Ratio): Ratio {
  return ratio(a.numerator * b.denominator, a.denominator * b.numerator);
}

export function isLess(a: Ratio, b: Ratio): boolean {
  return a.numerator * b.denominator < b.numerator * a.denominator;
}

export function lesser(a: Ratio, b: Ratio): Ratio {
  return isLess(b, a) ? b : a;
}

export function isNothing({ numerator }: Ratio): boolean {
  return numerator === 0n;
}

/** Whole ones, the rest left out. */
export function wholeOnes({ numerator, denominator }: Ratio): bigint {
  return numerator / denominator;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [greater, rest] = [a, b];
  while (rest !== 0n) [greater, rest] = [rest, greater % rest];
  return greater;
}
