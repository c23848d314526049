import { Booking, Fare, Moment, Money, Payment, PaymentChoice, Place } from '@hansom/platform-api';
import { z } from '@hansom/platform-config';
import { route, user } from '@hansom/platform-http';

const tags = ['bookings'];
const access = user('RIDER');
const params = z.object({ bookingId: z.string().max(100) });

const Receipt = z
  .object({
    bookingId: z.string(),
    fare: Fare,
    pickup: Place,
    destination: Place,
    startedAt: Moment,
    endedAt: Moment,
    distanceMetres: z.int(),
    durationMs: z.int(),
    driverName: z.string(),
    plate: z.string(),
    paidBy: z
      .string()
      .describe(
        'As in `cash` or `visa 4242`; `outstanding`: it is owed; `forgiven`: it was, and need not be paid.',
      ),
    refunded: Money.optional().describe('What was given back, in all. Absent where nothing was.'),
    issuedAt: Moment,
  })
  .meta({ id: 'Receipt' });

export const createBooking = route({
  ...{ method: 'POST', path: '/v1/bookings', operation: 'createBooking', tags, access },
  summary: 'Books the ride of a quote.',
  ...{ idempotent: true, etag: true, location: true },
  body: z.object({
    quote: z
      .object({ id: z.string().max(100), token: z.string().min(1).max(8_192) })
      .describe('As it was given.'),
    payment: PaymentChoice,
    note: z.string().max(200).default(''),
  }),
  answers: { 201: Booking },
  errors: ['booking.rider_busy', 'booking.no_service', 'pricing.quote_stale', 'pricing.quote_invalid'],
});

export const getBooking = route({
  ...{ method: 'GET', path: '/v1/bookings/{bookingId}', operation: 'getBooking', tags, access, params },
  summary: 'Reads a booking.',
  etag: true,
  answers: { 200: Booking },
  errors: ['booking.not_found'],
});

export const listBookings = route({
  ...{ method: 'GET', path: '/v1/bookings', operation: 'listBookings', tags, access },
  summary: 'Lists the rider’s bookings, newest first.',
  query: z.object({ cursor: z.string().max(2_048).optional() }),
  answers: { 200: z.object({ bookings: z.array(Booking), next: z.string().optional() }) },
});

export const cancelBooking = route({
  ...{
    method: 'POST',
    path: '/v1/bookings/{bookingId}/cancel',
    operation: 'cancelBooking',
    tags,
    access,
    params,
  },
  summary:
    'Cancels before the trip; `fare` of the answer is the fee, if there is one: `cancellation` told it before.',
  ...{ idempotent: true, etag: true },
  body: z.object({ reason: z.string().max(200).default('') }),
  answers: { 200: Booking },
  errors: ['booking.not_found', 'booking.transition_not_allowed'],
});

export const getPayment = route({
  ...{
    method: 'GET',
    path: '/v1/bookings/{bookingId}/payment',
    operation: 'getPayment',
    tags,
    access,
    params,
  },
  summary: 'Reads how paying goes, from soon after the booking on.',
  etag: true,
  answers: { 200: Payment },
  errors: ['payment.not_found'],
});

export const getReceipt = route({
  ...{
    method: 'GET',
    path: '/v1/bookings/{bookingId}/receipt',
    operation: 'getReceipt',
    tags,
    access,
    params,
  },
  summary: 'Reads the receipt, once there is one.',
  answers: { 200: Receipt },
  errors: ['notification.not_found'],
});
