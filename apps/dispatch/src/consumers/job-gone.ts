import { type EventHandler } from '@hansom/platform-bus';
import { type Booking } from '@hansom/proto-booking';

import { type DispatchContext } from '../context.ts';
import { become } from '../domain/decisions.ts';

interface Gone {
  /** Why its open offers are taken back: the code that drivers are told. */
  reason: string;
  /** The search whose offers they are. */
  searchEpoch(booking: Booking): number;
}

/** A job has a driver or searches no more: what is still offered of it is taken back. Accepted offers wait for the booking's verdict. */
export function jobGone(
  ctx: Pick<DispatchContext, 'offers' | 'slots'>,
  { reason, searchEpoch }: Gone,
): EventHandler<{ booking?: Booking | undefined }> {
  return async ({ payload: { booking } }, call) => {
    if (!booking) return;
    const slots = await ctx.slots.ofSearch(booking.bookingId, searchEpoch(booking));
    await Promise.all(
      slots.map(({ offerId }) =>
        ctx.offers.transition(
          offerId,
          { decide: (offer) => become(offer, 'WITHDRAWN', { set: { reason } }) },
          call,
        ),
      ),
    );
  };
}
