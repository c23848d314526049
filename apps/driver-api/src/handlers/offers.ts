import { toJob, toOffer } from '@hansom/platform-api';
import { type RouteHandler } from '@hansom/platform-http';

import { type DriverApiContext } from '../context.ts';
import type * as routes from '../routes/jobs.ts';

type Context = Pick<DriverApiContext, 'booking' | 'dispatch'>;

export function acceptOffer({ booking, dispatch }: Context): RouteHandler<typeof routes.acceptOffer> {
  return async ({ params: { offerId }, idempotency: { commandKey } }, call) => {
    const offer = toOffer((await dispatch.accept({ offerId, commandKey }, call)).offer);
    const job = toJob((await booking.get({ bookingId: offer.bookingId }, call)).booking);
    return { status: 200, body: { offer, job } };
  };
}

export function declineOffer({ dispatch }: Context): RouteHandler<typeof routes.declineOffer> {
  return async ({ params: { offerId }, idempotency: { commandKey } }, call) => {
    return { status: 200, body: toOffer((await dispatch.decline({ offerId, commandKey }, call)).offer) };
  };
}

export function markOfferSeen({ dispatch }: Context): RouteHandler<typeof routes.markOfferSeen> {
  return async ({ params }, call) => {
    return { status: 200, body: toOffer((await dispatch.markSeen(params, call)).offer) };
  };
}
