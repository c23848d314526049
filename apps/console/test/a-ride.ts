import {
  Booking,
  BookingAssigned,
  BookingCompleted,
  BookingCreated,
  BookingSearching,
  BookingStarted,
  BookingState,
  Actor,
  PaymentKind,
} from '@hansom/proto-booking';
import { EventEnvelope, FareLineKind } from '@hansom/proto-common';
import {
  Offer,
  OfferConfirmed,
  OfferCreated,
  OfferDeclined,
  OfferSeen,
  OfferSent,
  OfferState,
} from '@hansom/proto-dispatch';
import { Driver, DocumentKind, AccountState } from '@hansom/proto-driver';
import { Payment, PaymentCaptured, PaymentState } from '@hansom/proto-payment';
import { cityCode, makeId } from '@hansom/shared-ids';

const GOT = cityCode('got');
const uuidOf = (n: number): string => `01941f29-7c00-7aaa-8abc-${String(n).padStart(12, '0')}`;

export const BOOKING = makeId('booking', uuidOf(1), GOT);
export const ELSEWHERE = makeId('booking', uuidOf(1), cityCode('sto'));
export const RIDER = makeId('rider', uuidOf(2));
export const DRIVER = makeId('driver', uuidOf(3), GOT);
export const OTHER_DRIVER = makeId('driver', uuidOf(4), GOT);
export const OFFER = makeId('offer', uuidOf(5), GOT);
export const LOST_OFFER = makeId('offer', uuidOf(6), GOT);
export const SHIFT = makeId('shift', uuidOf(7), GOT);
export const PAYMENT = makeId('payment', uuidOf(8), GOT);
export const CAR = makeId('vehicle', uuidOf(9), GOT);

/** When the ride was booked; its seconds after that. */
export const BOOKED_AT = Date.parse('2026-03-02T08:00:00.000Z');
export const after = (seconds: number): Date => new Date(BOOKED_AT + seconds * 1000);

export const SEK = (kronor: number) => ({ amountMinor: BigInt(kronor * 100), currency: 'SEK' });

function aFare(kronor: number) {
  return { total: SEK(kronor), lines: [{ kind: FareLineKind.METER, label: 'Meter', price: SEK(kronor) }] };
}

/** A ride that was driven and paid. */
export function aBooking(over: Partial<Booking> = {}): Booking {
  return Booking.fromPartial({
    ...{ bookingId: BOOKING, city: 'got', state: BookingState.COMPLETED, version: 5, passengers: 1 },
    ...{ riderId: RIDER, riderName: 'Anna', serviceType: 'standard', searchEpoch: 1 },
    ...{ offerId: OFFER, shiftId: SHIFT, driverId: DRIVER, vehicleId: CAR, paymentKind: PaymentKind.CARD },
    pickup: { at: { lat: 57.7, lng: 11.97 }, label: 'Nordstan' },
    destination: { at: { lat: 57.69, lng: 11.98 }, label: 'Götaplatsen' },
    ...{ quote: aFare(140), fare: aFare(145), distanceMetres: 2_100, durationMs: 400_000, lastSeq: 40n },
    ...{ createdAt: after(0), assignedAt: after(20), startedAt: after(200), endedAt: after(600) },
    endedBy: Actor.DRIVER,
    ...over,
  });
}

export function anEvent(
  over: Partial<Omit<EventEnvelope, 'payload'>> & { payload?: Uint8Array },
): EventEnvelope {
  return EventEnvelope.fromPartial({ city: 'got', ...over, payload: Buffer.from(over.payload ?? []) });
}

/** A trace for each event: a trace has one id. */
const traceOf = (n: number): string => `00-${String(n).padStart(32, '0')}-00000000000000aa-01`;

const STEPS = [
  { type: 'created', message: BookingCreated, state: BookingState.REQUESTED, at: 0 },
  { type: 'searching', message: BookingSearching, state: BookingState.SEARCHING, at: 1 },
  { type: 'assigned', message: BookingAssigned, state: BookingState.ASSIGNED, at: 20 },
  { type: 'started', message: BookingStarted, state: BookingState.ON_TRIP, at: 200 },
] as const;

/** What happened to the ride, as the outbox of booking has it. */
export function bookingHistory(): EventEnvelope[] {
  const open = { fare: undefined, endedAt: undefined, endedBy: Actor.UNSPECIFIED };
  const events = STEPS.map(({ type, message, state, at }, i) =>
    anEvent({
      type: `booking.${type}`,
      version: i + 1,
      occurredAt: after(at),
      traceparent: traceOf(1),
      payload: message.encode({ booking: aBooking({ ...open, state }) }).finish(),
    }),
  );
  const payload = BookingCompleted.encode({ booking: aBooking() }).finish();
  const completed = {
    type: 'booking.completed',
    version: 5,
    occurredAt: after(600),
    traceparent: traceOf(2),
  };
  return [...events, anEvent({ ...completed, payload })];
}

export function anOffer(over: Partial<Offer> = {}): Offer {
  return Offer.fromPartial({
    ...{
      offerId: OFFER,
      state: OfferState.CONFIRMED,
      version: 4,
      city: 'got',
      bookingId: BOOKING,
      searchEpoch: 1,
    },
    ...{ driverId: DRIVER, createdAt: after(2), deadlineAt: after(17), waveIndex: 1 },
    ...{ pickupDistanceMetres: 800, pickupDurationMs: 150_000 },
    ...over,
  });
}

/** One that was declined, and then the one that was accepted. */
export function someOffers(): Offer[] {
  const lost = { offerId: LOST_OFFER, driverId: OTHER_DRIVER, waveIndex: 0, state: OfferState.DECLINED };
  return [anOffer(lost), anOffer()];
}

export function offerHistory(offerId: string): EventEnvelope[] {
  const ends =
    offerId === OFFER
      ? { name: 'confirmed', message: OfferConfirmed }
      : { name: 'declined', message: OfferDeclined };
  const steps = [
    { name: 'created', message: OfferCreated },
    { name: 'sent', message: OfferSent },
    { name: 'seen', message: OfferSeen },
    ends,
  ];
  return steps.map(({ name, message }, i) => {
    const payload = message.encode({ offer: anOffer({ offerId }) }).finish();
    return anEvent({ type: `offer.${name}`, version: i + 1, occurredAt: after(2 + i), payload });
  });
}

export function aPayment(over: Partial<Payment> = {}): Payment {
  return Payment.fromPartial({
    ...{ paymentId: PAYMENT, bookingId: BOOKING, city: 'got', version: 1, state: PaymentState.CAPTURED },
    ...{ authorised: SEK(140), captured: SEK(145), due: SEK(145), riderId: RIDER, driverId: DRIVER },
    ...over,
  });
}

export function paymentHistory(): EventEnvelope[] {
  const payload = PaymentCaptured.encode({ payment: aPayment() }).finish();
  return [
    anEvent({
      type: 'payment.captured',
      version: 1,
      occurredAt: after(601),
      payload,
      traceparent: traceOf(2),
    }),
  ];
}

export function aDriver(over: Partial<Driver> = {}): Driver {
  const vehicle = { vehicleId: CAR, plate: 'ABC123', make: 'Volvo', model: 'V90', colour: 'blue', seats: 4 };
  return Driver.fromPartial({
    ...{ driverId: DRIVER, city: 'got', name: 'Asta', phone: '+46700000099', state: AccountState.ACTIVE },
    vehicle: { ...vehicle, serviceTypes: ['standard'] },
    documents: [{ kind: DocumentKind.TAXI_LICENCE, number: 'A-1', expiresAt: after(86_400 * 10) }],
    ...over,
  });
}
