/** An exact fraction. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/**
 * How a fraction becomes a whole number. All are symmetric about zero, so a refund rounds as its charge did.
 * `down`: towards zero. `up`: away from zero. `half-up`: to the nearest, a tie away from zero. `half-even`: to the nearest,
 * a tie to the even one, which favours nobody over many roundings.
 */
export type Rounding = 'down' | 'up' | 'half-up' | 'half-even';

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** A fraction of whole numbers. Throws a RangeError for a denominator of 0. */
export function ratio(numerator: bigint, denominator: bigint): Ratio {
  if (denominator === 0n) throw new RangeError('a ratio has a denominator other than 0');
  return { numerator, denominator };
}

/**
 * The exact ratio that a decimal such as `1.2` or `'0.125'` writes. A number is taken as it prints: 0.1 is one tenth.
 * Throws a RangeError for what is not a plain decimal.
 */
export function decimalRatio(decimal: string | number): Ratio {
  const [matched, sign = '', whole = '', fraction = ''] = DECIMAL.exec(String(decimal)) ?? [];
  if (matched === undefined) throw new RangeError(`${JSON.stringify(decimal)} is not a plain decimal`);
  return ratio(BigInt(`${sign}${whole}${fraction}`), 10n ** BigInt(fraction.length));
}

/** `numerator / denominator` as a whole number. */
export function roundRatio({ numerator, denominator }: Ratio, rounding: Rounding): bigint {
  const quotient = numerator / denominator;
  const rest = magnitude(numerator % denominator);
  if (rest === 0n || !roundsAway(2n * rest - magnitude(denominator), quotient, rounding)) return quotient;
  return numerator < 0n === denominator < 0n ? quotient + 1n : quotient - 1n;
}

/** Whether a fraction goes away from zero. `overHalf` has the sign of (fraction - 1/2), `quotient` is what `down` gives. */
function roundsAway(overHalf: bigint, quotient: bigint, rounding: Rounding): boolean {
  switch (rounding) {
    case 'down':
      return false;
    case 'up':
      return true;
    case 'half-up':
      return overHalf >= 0n;
    case 'half-even':
      return overHalf > 0n || (overHalf === 0n && quotient % 2n !== 0n);
    default:
      throw new TypeError(`${JSON.stringify(rounding satisfies never)} is not a rounding`);
  }
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
