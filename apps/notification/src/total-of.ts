import { type Money as WireMoney } from '@hansom/proto-common';
import { type Fare } from '@hansom/proto-common';
import { currency, money, type Money } from '@hansom/shared-money';

import { given } from './given.ts';

/** The sum of a fare; undefined when there is none, or nothing to pay. */
export function totalOf(fare: Fare | undefined): Money | undefined {
  const total = fare && toMoney(given(fare.total, 'the total of the fare'));
  return total && total.amountMinor > 0n ? total : undefined;
}

export function toMoney({ amountMinor, currency: code }: WireMoney): Money {
  return money(amountMinor, currency(code));
}
