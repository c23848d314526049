import { ifFound } from '@hansom/platform-errors';
import { type Call, type ClientOf, parallel } from '@hansom/platform-rpc';
import { type Booking, BookingServiceDefinition } from '@hansom/proto-booking';
import { type EventEnvelope } from '@hansom/proto-common';
import { DispatchServiceDefinition, type Offer } from '@hansom/proto-dispatch';
import { NotificationServiceDefinition } from '@hansom/proto-notification';
import { type Payment, PaymentServiceDefinition } from '@hansom/proto-payment';
import { EventsServiceDefinition } from '@hansom/proto-platform';

import { historyOf } from '../history.ts';
import { type Operator } from '../operator.ts';
import { type Ride } from './ride.ts';

type Events = ClientOf<EventsServiceDefinition>;

/** Asks everybody who knows of a ride. Rejects with `booking.not_found`. */
export async function readRide(operator: Operator, bookingId: string, call: Call): Promise<Ride> {
  const of = await calleesOf(operator);
  const { booking } = await of.booking.get({ bookingId }, call);
  if (!booking) throw new TypeError(`booking answered without ${bookingId}`);
  const { offered, paid, receipt } = await parallel(
    {
      offered: (own) => of.dispatch.listOfBooking({ bookingId }, own),
      paid: (own) => ifFound(of.payment.getOfBooking({ bookingId }, own)),
      receipt: (own) => ifFound(of.notification.getReceipt({ bookingId }, own)),
    },
    { call },
  );
  const [{ offers }, payment] = [offered, paid?.payment];
  const { events, ledger } = await parallel(
    {
      events: (own) => eventsOf(of.events, { booking, offers, payment }, own),
      ledger: (own) => payment && of.payment.listJournalsOfBooking({ bookingId }, own),
    },
    { call },
  );
  const journals = ledger?.journals ?? [];
  return { booking, offers, events, paid, journals, receipt: receipt?.receipt };
}

async function calleesOf(operator: Operator) {
  const [booking, dispatch, payment, notification] = await Promise.all([
    at(operator, 'booking'),
    at(operator, 'dispatch'),
    at(operator, 'payment'),
    at(operator, 'notification'),
  ]);
  return {
    booking: operator.client(BookingServiceDefinition, booking),
    dispatch: operator.client(DispatchServiceDefinition, dispatch),
    payment: operator.client(PaymentServiceDefinition, payment),
    notification: operator.client(NotificationServiceDefinition, notification),
    events: {
      booking: operator.client(EventsServiceDefinition, booking),
      dispatch: operator.client(EventsServiceDefinition, dispatch),
      payment: operator.client(EventsServiceDefinition, payment),
    },
  };
}

async function at(operator: Operator, service: string) {
  return { service, addresses: (await operator.instances(service)).map(({ address }) => address) };
}

interface Things {
  booking: Booking;
  offers: readonly Offer[];
  payment: Payment | undefined;
}

async function eventsOf(
  events: Record<'booking' | 'dispatch' | 'payment', Events>,
  { booking, offers, payment }: Things,
  call: Call,
): Promise<EventEnvelope[]> {
  const histories = [
    historyOf(events.booking, { ...booking, kind: 'booking', aggregate: booking.bookingId }, call),
    ...offers.map((offer) =>
      historyOf(events.dispatch, { ...offer, kind: 'offer', aggregate: offer.offerId }, call),
    ),
    ...(payment
      ? [historyOf(events.payment, { ...payment, kind: 'payment', aggregate: payment.paymentId }, call)]
      : []),
  ];
  return (await Promise.all(histories)).flat();
}
