import { type EventHandler } from '@hansom/platform-bus';
import { type Offer } from '@hansom/proto-dispatch';
import { type ClaimEnd } from '@hansom/proto-shift';

import { type DispatchContext } from '../context.ts';

/** An offer ended without the driver having accepted it: offer first, then its shift. */
export function offerOver(
  ctx: Pick<DispatchContext, 'shift'>,
  reason: ClaimEnd,
): EventHandler<{ offer?: Offer | undefined }> {
  return async ({ payload: { offer } }, call) => {
    if (!offer) return;
    const { shiftId, offerId, bookingId } = offer;
    await ctx.shift.endClaim({ shiftId, offerId, bookingId, reason }, call);
  };
}
