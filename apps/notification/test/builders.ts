import { type FakeEffects } from '@hansom/platform-context/testing';
import { Actor, type Booking, BookingState, PaymentKind } from '@hansom/proto-booking';
import { type City } from '@hansom/proto-city';
import { type Fare, FareLineKind, Tenancy } from '@hansom/proto-common';
import { AccountState, type Driver } from '@hansom/proto-driver';
import { type Method, type Payment, PaymentState } from '@hansom/proto-payment';

export const RIDER = 'rider_01jgfjjz00fan8nf014d2pf2db';
export const DRIVER = 'driver_got_01jgfjjz00fan8nf014d2pf2db';
export const BOOKING = 'booking_got_01jgfjjz00fan8nf014d2pf2db';
export const PHONE = '+46700000001';

const PLACES = {
  pickup: { at: { lat: 57.7, lng: 11.95 }, label: 'Järntorget 4' },
  destination: { at: { lat: 57.7, lng: 11.98 }, label: 'Avenyn 1' },
};

export function aFare(amountMinor = 18_200n): Fare {
  const price = { amountMinor, currency: 'SEK' };
  return { total: price, lines: [{ kind: FareLineKind.METER, label: 'Meter', price }] };
}

/** A job that was driven. */
export function aBooking(over: Partial<Booking> = {}): Booking {
  return {
    ...PLACES,
    bookingId: BOOKING,
    state: BookingState.COMPLETED,
    version: 7,
    city: 'got',
    tenancy: Tenancy.ROBOT,
    riderId: RIDER,
    riderName: 'Anna',
    serviceType: 'standard',
    passengers: 1,
    note: '',
    paymentKind: PaymentKind.CARD,
    paymentMethodId: 'card_1',
    quote: aFare(),
    fixed: false,
    searchEpoch: 1,
    offerId: 'offer_1',
    shiftId: 'shift_1',
    driverId: DRIVER,
    vehicleId: 'vehicle_1',
    createdAt: new Date('2026-01-05T07:50:00Z'),
    startedAt: new Date('2026-01-05T08:02:00Z'),
    endedAt: new Date('2026-01-05T08:17:00Z'),
    fare: aFare(),
    distanceMetres: 6_449,
    durationMs: 900_000,
    bridged: false,
    endedBy: Actor.DRIVER,
    reason: '',
    reallocations: 0,
    lastSeq: 100n,
    attention: 0,
    ...over,
  };
}

/** A job that was cancelled before anybody drove. */
export function aCancelledBooking(over: Partial<Booking> = {}): Booking {
  const { startedAt: _never, ...rest } = aBooking();
  const state = BookingState.CANCELLED;
  return {
    ...rest,
    state,
    endedBy: Actor.RIDER,
    distanceMetres: 0,
    durationMs: 0,
    fare: aFare(5_000n),
    ...over,
  };
}

export function aPayment(over: Partial<Payment> = {}): Payment {
  return {
    paymentId: 'payment_1',
    bookingId: BOOKING,
    riderId: RIDER,
    driverId: DRIVER,
    state: PaymentState.CAPTURED,
    version: 5,
    city: 'got',
    tenancy: Tenancy.ROBOT,
    cash: false,
    paymentMethodId: 'card_1',
    authorised: undefined,
    captured: undefined,
    refunded: undefined,
    due: undefined,
    reason: '',
    ...over,
  };
}

export function aDriver(over: Partial<Driver> = {}): Driver {
  const vehicle = {
    vehicleId: 'vehicle_1',
    plate: 'ABC123',
    make: 'Volvo',
    model: 'V90',
    colour: 'black',
    seats: 4,
    serviceTypes: ['standard'],
  };
  return {
    driverId: DRIVER,
    city: 'got',
    state: AccountState.ACTIVE,
    version: 1,
    name: 'Karin',
    phone: '+46700000002',
    vehicle,
    documents: [],
    tenancy: Tenancy.ROBOT,
    reason: '',
    renewals: [],
    ...over,
  };
}

/** An event of a job, or of its payment, as a consumer gets it. */
export function anEventOf<P>(
  { effects }: { effects: FakeEffects },
  payload: P,
  over: { type?: string; version?: number; key?: string; aggregate?: string } = {},
) {
  const { aggregate = 'booking', key = BOOKING, version = 5, type = `${aggregate}.changed` } = over;
  const id = `${aggregate}/${key}/${version}`;
  return { id, aggregate, key, version, type, payload, occurredAt: effects.clock.now() };
}

export function aCity(): City {
  return {
    code: 'got',
    name: 'Gothenburg',
    timeZone: 'Europe/Stockholm',
    currency: 'SEK',
    homeRegion: 'local',
    homeEpoch: 1,
    neighbours: [],
    serviceTypes: [],
  };
}

export function aCard(): Method {
  return { paymentMethodId: 'card_1', brand: 'visa', last4: '4242', expires: '12/29' };
}
