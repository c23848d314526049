import { type Instant, later } from '@hansom/platform-context';
import { Fare, FareLineKind } from '@hansom/proto-common';

import { type Booking } from '../store/booking-aggregate.ts';

/** What a rider pays for cancelling as the job stands: the fee, and nothing until `freeUntil`. In minor units. */
export interface CancelTerms {
  feeMinor: bigint;
  freeUntil?: Instant;
}

/** Cancelling costs nothing before a driver is assigned, for the city's free time after that, and once the driver makes no progress. */
export function cancelTermsOf({ fields, state }: Pick<Booking, 'fields' | 'state'>): CancelTerms {
  const { assigned_at, attention, free_cancel_ms, cancel_fee_minor } = fields;
  const isAwaited = (state === 'ASSIGNED' || state === 'ARRIVED') && attention === undefined;
  if (!isAwaited || assigned_at === undefined) return { feeMinor: 0n };
  return { feeMinor: cancel_fee_minor, freeUntil: later(assigned_at, free_cancel_ms) };
}

/** What a rider pays for cancelling now, in minor units. */
export function cancelFeeMinor(booking: Booking, now: Instant): bigint {
  const { feeMinor, freeUntil } = cancelTermsOf(booking);
  return freeUntil !== undefined && now <= freeUntil ? 0n : feeMinor;
}

/** A fee as a fare of one line; undefined for none. */
export function feeOf({ fields }: Booking, label: string, minor: bigint): Uint8Array | undefined {
  if (minor === 0n) return undefined;
  const price = { amountMinor: minor, currency: fields.currency };
  return Fare.encode({ total: price, lines: [{ kind: FareLineKind.FEE, label, price }] }).finish();
}
