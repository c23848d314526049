import { money, type Money, sum } from '@hansom/shared-money';

import { type Calendar } from './period-at.ts';
import { type Tariff } from './tariff.ts';
import { readMeter, type Reading, type Ride } from './taximeter.ts';

export interface FareLine {
  readonly kind: 'METER' | 'FIXED' | 'EXTRA';
  readonly label: string;
  readonly price: Money;
}

/** What a ride costs, and why: the lines sum exactly to the total. */
export interface Fare {
  readonly total: Money;
  readonly lines: readonly FareLine[];
}

/** By the meter, with the extras of the tariff. `label`: what the meter's line says. */
export function meteredFare(
  tariff: Tariff,
  calendar: Calendar,
  { passengers, label = 'Meter', ...ride }: Ride & { passengers: number; label?: string },
): { fare: Fare; reading: Reading } {
  const reading = readMeter(tariff, calendar, ride);
  const meter: FareLine = { kind: 'METER', label, price: money(reading.fareMinor, tariff.currency) };
  return { fare: fareOf(tariff, [meter, ...extras(tariff, passengers)]), reading };
}

/** A price that was agreed on: it includes everything. */
export function fixedFare(tariff: Pick<Tariff, 'currency'>, minor: number): Fare {
  return fareOf(tariff, [{ kind: 'FIXED', label: 'Fixed price', price: money(minor, tariff.currency) }]);
}

function extras({ currency, bookingMinor, extraPassengerMinor }: Tariff, passengers: number): FareLine[] {
  const more = BigInt(Math.max(0, passengers - 1));
  const lines: FareLine[] = [
    { kind: 'EXTRA', label: 'Booking', price: money(bookingMinor, currency) },
    { kind: 'EXTRA', label: 'Extra passengers', price: money(more * extraPassengerMinor, currency) },
  ];
  return lines.filter(({ price }) => price.amountMinor > 0n);
}

function fareOf({ currency }: Pick<Tariff, 'currency'>, lines: readonly FareLine[]): Fare {
  return {
    total: sum(
      lines.map(({ price }) => price),
      currency,
    ),
    lines,
  };
}
