import { type Booking, bookingStateToJSON } from '@hansom/proto-booking';
import { offerStateToJSON } from '@hansom/proto-dispatch';
import { type Money } from '@hansom/proto-common';
import { paymentStateToJSON } from '@hansom/proto-payment';
import { amountText } from '@hansom/shared-money';

import { table } from '../table.ts';
import { type Ride } from './ride.ts';
import { timeline } from './timeline.ts';

/** A ride's story, for a person: what happened when, how the offers ended, what it cost, who paid. */
export function tellRide(ride: Ride): string {
  return [headOf(ride.booking), eventsOf(ride), offersOf(ride), fareOf(ride), paymentOf(ride), ledgerOf(ride)]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** `booking_got_01k... is on trip` */
export function whereItStands({ bookingId, state }: Pick<Booking, 'bookingId' | 'state'>): string {
  return `${bookingId} is ${plain(bookingStateToJSON(state), 'BOOKING_STATE_')}`;
}

function headOf(booking: Booking): string {
  const { bookingId, riderId, pickup, destination, serviceType, passengers, state } = booking;
  const people = passengers === 1 ? '1 passenger' : `${passengers} passengers`;
  return [
    whereItStands({ bookingId, state }),
    `${placeOf(pickup)} to ${placeOf(destination)}: ${serviceType}, ${people}, for ${riderId}`,
  ].join('\n');
}

function placeOf(place: Booking['pickup']): string {
  if (place?.label) return place.label;
  const { lat = NaN, lng = NaN } = place?.at ?? {};
  return `${lat.toFixed(4)},${lng.toFixed(4)}`;
}

function eventsOf({ events, booking }: Ride): string {
  const start = booking.createdAt?.getTime() ?? 0;
  const rows = timeline(events).map(({ at, what, happened, details }) => [
    ...[new Date(at).toISOString().slice(11, 23), `+${((at - start) / 1000).toFixed(1)} s`],
    ...[what, happened.replaceAll('_', ' '), details],
  ]);
  return table(['time', 'after', 'what', 'happened', ''], rows);
}

function offersOf({ offers }: Ride): string {
  if (offers.length === 0) return 'It was offered to nobody.';
  const rows = offers.map(({ searchEpoch, waveIndex, slotIndex, driverId, state, reason }) => [
    ...[`${searchEpoch}.${waveIndex + 1}.${slotIndex + 1}`, driverId],
    ...[plain(offerStateToJSON(state), 'OFFER_STATE_'), reason],
  ]);
  return table(['search.wave.place', 'offered to', 'ended', 'why'], rows);
}

function fareOf({ booking: { fare, quote, fixed, distanceMetres, durationMs, bridged } }: Ride): string {
  const quoted = `${optional(quote?.total)}${fixed ? ', fixed' : ''}`;
  if (!fare) return `It costs nothing; quoted ${quoted}.`;
  const driven = `${(distanceMetres / 1000).toFixed(2)} km in ${Math.round(durationMs / 1000)} s`;
  return [
    `It costs ${optional(fare.total)}; quoted ${quoted}; driven ${driven}${bridged ? ', a gap bridged by road' : ''}`,
    table(
      ['fare', 'amount'],
      fare.lines.map(({ label, price }) => [label, optional(price)]),
    ),
  ].join('\n');
}

function paymentOf({ paid, receipt }: Ride): string {
  const payment = paid?.payment;
  if (!payment) return 'It has no payment yet.';
  const { state, authorised, captured, refunded, due, reason, cash } = payment;
  const method = paid.method ? `${paid.method.brand} ${paid.method.last4}` : 'a card';
  const told = [
    `by ${cash ? 'cash' : method}: ${plain(paymentStateToJSON(state), 'PAYMENT_STATE_')}`,
    ...[`held ${optional(authorised)}`, `due ${optional(due)}`],
    ...[`captured ${optional(captured)}`, `refunded ${optional(refunded)}`],
    ...(reason ? [reason] : []),
  ];
  const issued = receipt
    ? `receipt of ${receipt.issuedAt?.toISOString()}, paid by ${receipt.paidBy}`
    : 'no receipt';
  return `Paid ${told.join('; ')}; ${issued}`;
}

function ledgerOf({ journals }: Ride): string {
  if (journals.length === 0) return '';
  const rows = journals.flatMap(({ kind, journalNumber, postings }) =>
    postings.map(({ account, change }) => {
      const minor = change?.amountMinor ?? 0n;
      return [
        `${kind} ${journalNumber}`,
        account,
        minor > 0n ? optional(change) : '',
        minor > 0n ? '' : negated(change),
      ];
    }),
  );
  return table(['journal', 'account', 'debit', 'credit'], rows);
}

function negated(change: Money | undefined): string {
  return optional(change && { ...change, amountMinor: -change.amountMinor });
}

function optional(money: Money | undefined): string {
  return money?.currency ? amountText(money) : '-';
}

function plain(name: string, prefix: string): string {
  return name.replace(prefix, '').toLowerCase().replaceAll('_', ' ');
}
