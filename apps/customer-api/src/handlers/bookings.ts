import { toBooking, toFare, toMoment, toMoney, toPayment, toPlace } from '@hansom/platform-api';
import { HansomError, invalidFields } from '@hansom/platform-errors';
import { type RouteHandler } from '@hansom/platform-http';
import { type CreateResponse, PaymentKind } from '@hansom/proto-booking';

import { type CustomerApiContext } from '../context.ts';
import type * as routes from '../routes/bookings.ts';
import { withDriver } from './with-driver.ts';
import { type CityCode, cityOf, parseId } from '@hansom/shared-ids';

export function createBooking({ booking }: CustomerApiContext): RouteHandler<typeof routes.createBooking> {
  return async ({ body: { quote, payment, note }, idempotency }, call) => {
    const city = cityOfQuote(quote.id);
    const created = await booking.create(
      {
        commandKey: idempotency.commandKey,
        bookingId: idempotency.idFor('booking', { city }),
        ...{ quoteToken: quote.token, note, paymentKind: PaymentKind[payment.kind] },
        paymentMethodId: payment.kind === 'CARD' ? payment.methodId : '',
      },
      call,
    );
    const job = toBooking(jobOf(created));
    return { status: 201, body: job, etag: job.version, location: `/v1/bookings/${job.id}` };
  };
}

/** Where the ride begins: a booking's id says it. */
function cityOfQuote(quoteId: string): CityCode {
  const parsed = parseId('quote', quoteId);
  if (!parsed.ok) throw invalidFields('customer-api', [{ field: 'quote.id', rule: parsed.rule }]);
  return cityOf(parsed.id);
}

function jobOf({ outcome }: CreateResponse) {
  if (outcome?.$case === 'booking') return outcome.value;
  if (outcome?.$case === 'riderBusy') {
    throw new HansomError('failed_precondition', 'booking.rider_busy', {
      description: 'a ride is under way already',
      context: { booking_id: outcome.value.bookingId },
    });
  }
  const description = 'no rides begin there';
  throw new HansomError('failed_precondition', 'booking.no_service', { description });
}

export function getBooking(
  ctx: Pick<CustomerApiContext, 'booking' | 'driver'>,
): RouteHandler<typeof routes.getBooking> {
  return async ({ params }, call) => {
    const { booking } = await ctx.booking.get(params, call);
    const { job, etag } = await withDriver(ctx, toBooking(booking), call);
    return { status: 200, body: job, etag };
  };
}

export function listBookings({
  booking,
  bookingPages,
}: CustomerApiContext): RouteHandler<typeof routes.listBookings> {
  return async ({ user, query: { cursor } }, call) => {
    const page = cursor === undefined ? '' : bookingPages.decode(cursor).page;
    const { bookings, nextPage } = await booking.listOfRider({ riderId: user.id, page }, call);
    const next = nextPage === '' ? undefined : bookingPages.encode({ page: nextPage });
    return { status: 200, body: { bookings: bookings.map(toBooking), next } };
  };
}

export function cancelBooking({ booking }: CustomerApiContext): RouteHandler<typeof routes.cancelBooking> {
  return async ({ params, body, idempotency: { commandKey } }, call) => {
    const job = toBooking((await booking.cancel({ ...params, ...body, commandKey }, call)).booking);
    return { status: 200, body: job, etag: job.version };
  };
}

export function getPayment({
  payment,
}: Pick<CustomerApiContext, 'payment'>): RouteHandler<typeof routes.getPayment> {
  return async ({ params }, call) => {
    const body = toPayment((await payment.getOfBooking(params, call)).payment);
    return { status: 200, body, etag: body.version };
  };
}

export function getReceipt({ notification }: CustomerApiContext): RouteHandler<typeof routes.getReceipt> {
  return async ({ params }, call) => {
    const { receipt } = await notification.getReceipt(params, call);
    if (!receipt?.fare) throw new TypeError('notification answered without a receipt');
    const { bookingId, distanceMetres, durationMs, driverName, plate, paidBy } = receipt;
    const body = {
      ...{ bookingId, distanceMetres, durationMs, driverName, plate, paidBy, fare: toFare(receipt.fare) },
      pickup: toPlace(receipt.pickup),
      destination: toPlace(receipt.destination),
      startedAt: toMoment(receipt.startedAt ?? new Date(0)),
      endedAt: toMoment(receipt.endedAt ?? new Date(0)),
      issuedAt: toMoment(receipt.issuedAt ?? new Date(0)),
      refunded: receipt.refunded && toMoney(receipt.refunded),
    };
    return { status: 200, body };
  };
}
