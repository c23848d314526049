import { toJob, toShift } from '@hansom/platform-api';
import { type RouteHandler } from '@hansom/platform-http';
import { PaymentState } from '@hansom/proto-payment';

import { type DriverApiContext } from '../context.ts';
import type * as routes from '../routes/jobs.ts';

type Context = Pick<DriverApiContext, 'booking'>;

export function getJob({ booking }: Context): RouteHandler<typeof routes.getJob> {
  return async ({ params }, call) => {
    const job = toJob((await booking.get(params, call)).booking);
    return { status: 200, body: job, etag: job.version };
  };
}

export function arrive({ booking }: Context): RouteHandler<typeof routes.arrive> {
  return async ({ params, body, idempotency: { commandKey } }, call) => {
    return {
      status: 200,
      body: toJob((await booking.arrive({ ...params, ...body, commandKey }, call)).booking),
    };
  };
}

export function logContact({ booking }: Context): RouteHandler<typeof routes.logContact> {
  return async ({ params, body, idempotency: { commandKey } }, call) => {
    const logged = await booking.logContact({ ...params, ...body, commandKey }, call);
    return { status: 200, body: toJob(logged.booking) };
  };
}

export function startTrip({ booking }: Context): RouteHandler<typeof routes.startTrip> {
  return async ({ params, body, idempotency: { commandKey } }, call) => {
    return {
      status: 200,
      body: toJob((await booking.start({ ...params, ...body, commandKey }, call)).booking),
    };
  };
}

export function reportNoShow({ booking }: Context): RouteHandler<typeof routes.reportNoShow> {
  return async ({ params, body, idempotency: { commandKey } }, call) => {
    return {
      status: 200,
      body: toJob((await booking.noShow({ ...params, ...body, commandKey }, call)).booking),
    };
  };
}

export function completeTrip({ booking }: Context): RouteHandler<typeof routes.completeTrip> {
  return async ({ params, body: { offerId, lastSeq }, idempotency: { commandKey } }, call) => {
    const request = { ...params, offerId, lastSeq: BigInt(lastSeq), commandKey };
    return { status: 200, body: toJob((await booking.complete(request, call)).booking) };
  };
}

export function cancelJob({ booking }: Context): RouteHandler<typeof routes.cancelJob> {
  return async ({ params, body, idempotency: { commandKey } }, call) => {
    const given = await booking.cancelByDriver({ ...params, ...body, commandKey }, call);
    return { status: 200, body: toJob(given.booking) };
  };
}

/** In which the driver may have the cash: also before payment has heard that the ride is over. */
const IN_CASH: readonly PaymentState[] = [PaymentState.CASH_AGREED, PaymentState.CASH_DUE];

/** Cash is taken by the driver; what a card pays the driver only waits for. Either way the shift goes on. */
export function collectCash({
  payment,
  shift,
}: Pick<DriverApiContext, 'payment' | 'shift'>): RouteHandler<typeof routes.collectCash> {
  return async ({ params: { bookingId }, idempotency: { commandKey } }, call) => {
    const { payment: due } = await payment.getOfBooking({ bookingId }, call);
    if (due && IN_CASH.includes(due.state)) await payment.collect({ bookingId, commandKey }, call);
    const finished = await shift.finishPaying({ bookingId, commandKey }, call);
    return { status: 200, body: toShift(finished.shift) };
  };
}
