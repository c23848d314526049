import { toFare, toMoment, toPlace } from '@hansom/platform-api';
import { Actor, Attention, type Booking, BookingState, PaymentKind } from '@hansom/proto-booking';
import { type Message, MessageKind, type Receipt } from '@hansom/proto-notification';
import { type GetOfBookingResponse, type Journal, PaymentState } from '@hansom/proto-payment';
import { toMoney } from '@hansom/platform-api';

import {
  ACTORS,
  BOOKING_STATES,
  type BookingStory,
  PAYMENT_STATES,
  type StoryEvent,
} from '../routes/shapes/booking-story.ts';
import { bookingTimeline } from './booking-timeline.ts';
import { paymentTimeline } from './payment-timeline.ts';
import { type Ride } from './read-booking.ts';
import { type ShownPhone, toCar, toDriver, toRider } from './tell-people.ts';
import { tellOffers } from './tell-offers.ts';
import { nameOf, optionalFare, optionalMoney, requiredName, traceIdOf } from './wire.ts';

/** A ride's story, for somebody who sees phones as `phone` shows them. */
export function tellBooking(ride: Ride, phone: ShownPhone): BookingStory {
  const { offers = [], offerEvents: histories, payment, receipt, ledger = [], messages = [] } = ride;
  const drivers = Object.entries(ride.drivers ?? {});
  const names = new Map(drivers.map(([id, { name }]) => [id, name]));
  const people = drivers.map(([id, driver]) => [id, toDriver(id, driver, phone)]);
  return {
    booking: tellJob(ride, phone),
    timeline: bookingTimeline(ride.timeline ?? [], names),
    offers: tellOffers(offers, { histories, drivers: Object.fromEntries(people) }),
    payment: payment && tellPayment(payment, paymentTimeline(ride.paymentEvents ?? [])),
    ledger: ledger.flatMap(tellJournal),
    messages: messages.map((message) => tellMessage(message, phone)),
    receipt: receipt && tellReceipt(receipt),
    traceIds: traceIdsOf(ride),
    missing: [...ride.missing],
  };
}

const LIVE: readonly BookingStory['booking']['state'][] = [
  ...(['REQUESTED', 'SEARCHING', 'ASSIGNED', 'ARRIVED', 'ON_TRIP'] as const),
];

function tellJob(ride: Ride, phone: ShownPhone): BookingStory['booking'] {
  const { booking } = ride;
  if (!booking.quote || !booking.createdAt) throw new TypeError(`${booking.bookingId} comes without a quote`);
  const {
    bookingId: id,
    city,
    version,
    serviceType,
    passengers,
    note,
    fixed,
    reason,
    reallocations,
  } = booking;
  // One that never was is the same to people as one that could not be paid.
  const state = nameOf(BookingState, BOOKING_STATES, booking.state) ?? 'FAILED';
  return {
    ...{ id, city, version, serviceType, passengers, note, fixed, reason, reallocations, state },
    live: LIVE.includes(state),
    ...peopleOf(ride, phone),
    pickup: toPlace(booking.pickup),
    destination: toPlace(booking.destination),
    payment: booking.paymentKind === PaymentKind.CARD ? 'CARD' : 'CASH',
    quote: toFare(booking.quote),
    fare: optionalFare(booking.fare),
    meter: meterOf(booking),
    ...timesOf(booking, booking.createdAt),
    endedBy: nameOf(Actor, ACTORS, booking.endedBy),
    attention: nameOf(Attention, ['DRIVER', 'OPERATORS'], booking.attention),
  };
}

function peopleOf({ booking, rider, drivers }: Ride, phone: ShownPhone) {
  const { riderId, riderName, driverId, vehicleId } = booking;
  const { [driverId]: driver } = drivers ?? {};
  // A driver may have another car by now.
  const car = driver?.vehicle?.vehicleId === vehicleId ? driver.vehicle : undefined;
  return {
    rider: { id: riderId, ...toRider(rider, phone), ...(riderName && { name: riderName }) },
    driver: driverId ? toDriver(driverId, driver, phone) : undefined,
    car: car && toCar(car),
  };
}

function meterOf({ startedAt, endedAt, distanceMetres, durationMs, bridged }: Booking) {
  return startedAt && endedAt ? { distanceMetres, durationMs, bridged } : undefined;
}

function timesOf(booking: Booking, createdAt: Date) {
  return {
    createdAt: toMoment(createdAt),
    searchEndsAt: booking.state === BookingState.SEARCHING ? toMoment(booking.searchEndsAt) : undefined,
    assignedAt: toMoment(booking.assignedAt),
    arrivedAt: toMoment(booking.arrivedAt),
    startedAt: toMoment(booking.startedAt),
    endedAt: toMoment(booking.endedAt),
  };
}

function tellPayment(
  { payment, method }: GetOfBookingResponse,
  events: StoryEvent[],
): BookingStory['payment'] {
  if (!payment) throw new TypeError('payment answered without a payment');
  const { paymentId: id, cash, reason } = payment;
  const card = method ? `${method.brand} ${method.last4}` : 'card';
  return {
    ...{ id, cash, reason, events },
    state: requiredName(PaymentState, PAYMENT_STATES, payment.state),
    method: cash ? 'cash' : card,
    authorised: optionalMoney(payment.authorised),
    captured: optionalMoney(payment.captured),
    refunded: optionalMoney(payment.refunded),
    due: optionalMoney(payment.due),
  };
}

function tellJournal({
  kind,
  journalNumber,
  bookedAt = new Date(0),
  postings,
}: Journal): BookingStory['ledger'] {
  return postings.flatMap(({ account, change }) => {
    if (!change) return [];
    return [
      { at: toMoment(bookedAt), journal: `${kind} ${journalNumber}`, account, change: toMoney(change) },
    ];
  });
}

const KINDS = [
  ...(['CODE', 'DRIVER_ASSIGNED', 'DRIVER_ARRIVED', 'DRIVER_LOST'] as const),
  ...(['CANCELLED', 'NO_DRIVER', 'PAYMENT_FAILED', 'RECEIPT'] as const),
] as const;

function tellMessage(message: Message, phone: ShownPhone): BookingStory['messages'][number] {
  const { messageId: id, sentAt = new Date(0), text } = message;
  const kind = nameOf(MessageKind, KINDS, message.kind) ?? '';
  return { id, at: toMoment(sentAt), channel: 'SMS', to: phone(message.phone), kind, text };
}

function tellReceipt({
  issuedAt = new Date(0),
  fare,
  paidBy,
  driverName,
  plate,
}: Receipt): BookingStory['receipt'] {
  if (!fare?.total) throw new TypeError('a receipt comes without a fare');
  return { issuedAt: toMoment(issuedAt), total: toMoney(fare.total), paidBy, driverName, plate };
}

function traceIdsOf({ timeline = [], offerEvents = {}, paymentEvents = [] }: Ride): string[] {
  const events = [...timeline, ...Object.values(offerEvents).flat(), ...paymentEvents];
  return [...new Set(events.flatMap((event) => traceIdOf(event) ?? []))];
}
