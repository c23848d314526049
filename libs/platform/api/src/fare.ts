import { z } from '@hansom/platform-config';
import { type Fare as WireFare, FareLineKind } from '@hansom/proto-common';

import { Money, toMoney } from './money.ts';

const KINDS = ['METER', 'FIXED', 'EXTRA', 'TOLL', 'SURGE', 'FEE', 'DISCOUNT'] as const;

const FareLine = z
  .object({ kind: z.enum(KINDS), label: z.string(), price: Money })
  .meta({ id: 'FareLine', description: 'A part of a fare.' });

/** What a ride costs, and why. */
export const Fare = z
  .object({ total: Money, lines: z.array(FareLine) })
  .meta({ id: 'Fare', description: 'The total is the sum of the lines, exactly.' });

export type Fare = z.output<typeof Fare>;

export function toFare(fare: WireFare): Fare {
  if (!fare.total) throw new TypeError('a fare comes without a total');
  const lines = fare.lines.map(({ kind, label, price }) => {
    if (!price) throw new TypeError('a line of a fare comes without a price');
    return { kind: kindOf(kind), label, price: toMoney(price) };
  });
  return { total: toMoney(fare.total), lines };
}

function kindOf(wire: FareLineKind): (typeof KINDS)[number] {
  return KINDS.find((kind) => FareLineKind[kind] === wire) ?? 'EXTRA';
}
