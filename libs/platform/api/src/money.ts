import { z } from '@hansom/platform-config';
import { type Money as WireMoney } from '@hansom/proto-common';

/** An amount in the minor unit of its currency: whole numbers, exact in JSON up to 2^53. */
export const Money = z
  .object({
    amount: z.int().describe('In the minor unit of the currency: öre, cents, pence.'),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .describe('ISO 4217.'),
  })
  .meta({ id: 'Money' });

export type Money = z.output<typeof Money>;

/** Throws a RangeError for an amount that JSON cannot tell exactly. */
export function toMoney({ amountMinor, currency }: WireMoney): Money {
  const amount = Number(amountMinor);
  if (!Number.isSafeInteger(amount)) throw new RangeError(`${amountMinor} ${currency} is too much for JSON`);
  return { amount, currency };
}
