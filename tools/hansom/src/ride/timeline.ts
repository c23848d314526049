import { bookingEvents } from '@hansom/proto-booking';
import { type EventEnvelope } from '@hansom/proto-common';
import { offerEvents } from '@hansom/proto-dispatch';
import { paymentEvents } from '@hansom/proto-payment';
import { amountText } from '@hansom/shared-money';

/** A moment of a ride: what happened, and what there is to say of it. */
export interface Moment {
  at: number;
  /** `booking`, `offer` or `payment`. */
  what: string;
  /** As in `assigned`. */
  happened: string;
  details: string;
}

/** What happened to a ride, in order. */
export function timeline(events: readonly EventEnvelope[]): Moment[] {
  const moments = events.map((event) => {
    const [what = '', happened = ''] = event.type.split('.');
    return { at: event.occurredAt?.getTime() ?? 0, what, happened, details: detailsOf(event) };
  });
  return moments.sort((a, b) => a.at - b.at);
}

function detailsOf({ type, payload, onBehalfOf }: EventEnvelope): string {
  const told = [
    ...bookingDetails(type, payload),
    ...offerDetails(type, payload),
    ...paymentDetails(type, payload),
  ];
  return [...told, ...(onBehalfOf ? [`by ${onBehalfOf}`] : [])].join(', ');
}

function bookingDetails(type: string, payload: Uint8Array): string[] {
  const booking = codecOf(bookingEvents.types, type)?.decode(payload).booking;
  if (!booking) return [];
  const { driverId, vehicleId, searchEpoch, reason, fare } = booking;
  switch (type) {
    case 'booking.searching':
    case 'booking.reallocating':
      return [`search ${searchEpoch}`, ...(reason ? [reason] : [])];
    case 'booking.assigned':
      return [driverId, vehicleId];
    default:
      return [...(fare?.total ? [amountText(fare.total)] : []), ...(reason ? [reason] : [])];
  }
}

function offerDetails(type: string, payload: Uint8Array): string[] {
  const offer = codecOf(offerEvents.types, type)?.decode(payload).offer;
  if (!offer) return [];
  const { driverId, pickupDistanceMetres, pickupDurationMs, reason } = offer;
  if (type !== 'offer.created') return [driverId, ...(reason ? [reason] : [])];
  return [driverId, `${pickupDistanceMetres} m and ${Math.round(pickupDurationMs / 1000)} s away`];
}

function paymentDetails(type: string, payload: Uint8Array): string[] {
  const payment = codecOf(paymentEvents.types, type)?.decode(payload).payment;
  if (!payment) return [];
  const { authorised, captured, due, refunded, reason } = payment;
  const told = {
    'payment.authorised': authorised,
    'payment.captured': captured,
    'payment.refunded': refunded,
    'payment.cash_due': due,
    'payment.cash_collected': due,
    'payment.outstanding': due,
    'payment.forgiven': due,
  }[type];
  return [...(told ? [amountText(told)] : []), ...(reason ? [reason] : [])];
}

function codecOf<T extends object>(types: T, type: string): T[keyof T] | undefined {
  return Object.hasOwn(types, type) ? types[type as keyof T] : undefined;
}
