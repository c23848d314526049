/**
 * The currencies of ISO 4217 (January 2026) by their minor-unit exponent: 2 means that 100 minor units are one unit.
 * Precious metals, units of account without a minor unit and test codes are left out.
 */
// prettier-ignore
const CODES_BY_EXPONENT = {
  0: [
    'BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF',
    'XPF',
  ],
  2: [
    'AED', 'AFN', 'ALL', 'AMD', 'AOA', 'ARS', 'AUD', 'AWG', 'AZN', 'BAM', 'BBD', 'BDT', 'BMD', 'BND', 'BOB', 'BOV',
    'BRL', 'BSD', 'BTN', 'BWP', 'BYN', 'BZD', 'CAD', 'CDF', 'CHE', 'CHF', 'CHW', 'CNY', 'COP', 'COU', 'CRC', 'CUP',
    'CVE', 'CZK', 'DKK', 'DOP', 'DZD', 'EGP', 'ERN', 'ETB', 'EUR', 'FJD', 'FKP', 'GBP', 'GEL', 'GHS', 'GIP', 'GMD',
    'GTQ', 'GYD', 'HKD', 'HNL', 'HTG', 'HUF', 'IDR', 'ILS', 'INR', 'IRR', 'JMD', 'KES', 'KGS', 'KHR', 'KPW', 'KYD',
    'KZT', 'LAK', 'LBP', 'LKR', 'LRD', 'LSL', 'MAD', 'MDL', 'MGA', 'MKD', 'MMK', 'MNT', 'MOP', 'MRU', 'MUR', 'MVR',
    'MWK', 'MXN', 'MXV', 'MYR', 'MZN', 'NAD', 'NGN', 'NIO', 'NOK', 'NPR', 'NZD', 'PAB', 'PEN', 'PGK', 'PHP', 'PKR',
    'PLN', 'QAR', 'RON', 'RSD', 'RUB', 'SAR', 'SBD', 'SCR', 'SDG', 'SEK', 'SGD', 'SHP', 'SLE', 'SOS', 'SRD', 'SSP',
    'STN', 'SVC', 'SYP', 'SZL', 'THB', 'TJS', 'TMT', 'TOP', 'TRY', 'TTD', 'TWD', 'TZS', 'UAH', 'USD', 'USN', 'UYU',
    'UZS', 'VED', 'VES', 'WST', 'XAD', 'XCD', 'XCG', 'YER', 'ZAR', 'ZMW', 'ZWG',
  ],
  3: ['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'],
  4: ['CLF', 'UYW'],
} as const;

/** An ISO 4217 code in upper case. */
export type Currency = (typeof CODES_BY_EXPONENT)[keyof typeof CODES_BY_EXPONENT][number];

const EXPONENTS: ReadonlyMap<string, number> = new Map(
  Object.entries(CODES_BY_EXPONENT).flatMap(([exponent, codes]) =>
    codes.map((code): [string, number] => [code, Number(exponent)]),
  ),
);

export function isCurrency(text: string): text is Currency {
  return EXPONENTS.has(text);
}

/** The currency of that code; throws a RangeError for one that is not in the table. */
export function currency(text: string): Currency {
  if (!isCurrency(text)) throw new RangeError(`${JSON.stringify(text)} is not a currency of ISO 4217`);
  return text;
}

/** How many decimal digits the minor unit is below the unit: SEK 2, JPY 0, KWD 3. */
export function exponentOf(currency: Currency): number {
  const exponent = EXPONENTS.get(currency);
  if (exponent === undefined)
    throw new RangeError(`${JSON.stringify(currency)} is not a currency of ISO 4217`);
  return exponent;
}

/** Every currency, in alphabetical order. */
export function currencies(): Currency[] {
  return Object.values(CODES_BY_EXPONENT).flat().sort();
}
