import { toWireTenancy } from '@hansom/platform-identity';
import {
  Actor,
  Attention,
  type Booking as WireBooking,
  BookingState as WireState,
  type Cancellation,
  PaymentKind,
} from '@hansom/proto-booking';
import { Fare } from '@hansom/proto-common';
import { PriceSnapshot } from '@hansom/proto-pricing';

import { TRANSITIONS } from '../domain/allowed.ts';
import { cancelTermsOf } from '../domain/fee.ts';
import { type Booking, type BookingRow, type BookingState } from './booking-aggregate.ts';

/** A job as answers and events show it. */
export function toWire({ id, state, version, fields }: Omit<Booking, 'entered'>): WireBooking {
  const facts = { ...whatWasOrdered(fields), ...howItGoes(fields), ...howItEnded(fields) };
  const cancellation = cancellationOf({ state, fields });
  return { bookingId: id, state: WireState[state], version, ...facts, cancellation };
}

function cancellationOf(booking: Pick<Booking, 'state' | 'fields'>): Cancellation | undefined {
  const mayCancel: readonly BookingState[] = TRANSITIONS.cancel;
  if (!mayCancel.includes(booking.state)) return undefined;
  const { feeMinor: amountMinor, freeUntil } = cancelTermsOf(booking);
  return { fee: { amountMinor, currency: booking.fields.currency }, freeUntil: dateOf(freeUntil) };
}

function whatWasOrdered(fields: BookingRow) {
  const price = PriceSnapshot.decode(fields.price);
  return {
    city: fields.city,
    tenancy: toWireTenancy(fields.tenancy),
    riderId: fields.rider_id,
    riderName: fields.rider_name,
    serviceType: fields.service_type,
    passengers: fields.passengers,
    pickup: price.pickup,
    destination: price.destination,
    note: fields.note,
    paymentKind: PaymentKind[fields.payment_kind],
    paymentMethodId: fields.payment_method_id,
    quote: price.fare,
    fixed: price.fixed,
    createdAt: new Date(fields.created_at),
  };
}

function howItGoes(fields: BookingRow) {
  return {
    searchEpoch: fields.search_epoch,
    searchEndsAt: dateOf(fields.search_ends_at),
    reallocations: fields.reallocations,
    attention: Attention[fields.attention ?? 'UNSPECIFIED'],
    ...whoHasIt(fields),
    assignedAt: dateOf(fields.assigned_at),
    arrivedAt: dateOf(fields.arrived_at),
    contactedAt: dateOf(fields.contacted_at),
    startedAt: dateOf(fields.started_at),
  };
}

function whoHasIt({ offer_id = '', shift_id = '', driver_id = '', vehicle_id = '' }: BookingRow) {
  return { offerId: offer_id, shiftId: shift_id, driverId: driver_id, vehicleId: vehicle_id };
}

function howItEnded({
  ended_at,
  ended_by,
  reason = '',
  fare,
  distance_metres = 0,
  duration_ms = 0,
  bridged = false,
  last_seq = 0n,
}: BookingRow) {
  return {
    ...{ endedAt: dateOf(ended_at), endedBy: Actor[ended_by ?? 'UNSPECIFIED'], reason },
    ...{ fare: fare && Fare.decode(fare), bridged },
    ...{ distanceMetres: distance_metres, durationMs: duration_ms, lastSeq: last_seq },
  };
}

function dateOf(instant: number | undefined): Date | undefined {
  return instant === undefined ? undefined : new Date(instant);
}
