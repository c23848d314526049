import { type Instant } from '@hansom/platform-context';
import { Fare, FareLineKind } from '@hansom/proto-common';

import { type Booking } from '../store/booking-aggregate.ts';

/**
 * What a rider pays for cancelling now, in minor units. Zero until a driver is assigned, for the city's free time after that, and once the driver makes
 * no progress.
 */
export function cancelFeeMinor({ fields, state }: Booking, now: Instant): bigint {
  if (state !== 'ASSIGNED' && state !== 'ARRIVED') return 0n;
  const { assigned_at, attention, free_cancel_ms, cancel_fee_minor } = fields;
  if (attention !== undefined) return 0n;
  return assigned_at !== undefined && now - assigned_at > free_cancel_ms ? cancel_fee_minor : 0n;
}

/** A fee as a fare of one line; undefined for none. */
export function feeOf({ fields }: Booking, label: string, minor: bigint): Uint8Array | undefined {
  if (minor === 0n) return undefined;
  const price = { amountMinor: minor, currency: fields.currency };
  return Fare.encode({ total: price, lines: [{ kind: FareLineKind.FEE, label, price }] }).finish();
}
