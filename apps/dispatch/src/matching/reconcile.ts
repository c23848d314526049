import { type Call } from '@hansom/platform-rpc';
import { ClaimEnd, type Shift, ShiftState } from '@hansom/proto-shift';

import { type DispatchContext } from '../context.ts';
import { isOpen, type Offer } from '../store/offer-aggregate.ts';

/** Ends claims of shifts whose offers are over: what a process left behind that died between the two. */
export async function reconcile(
  ctx: Pick<DispatchContext, 'shift' | 'offers'>,
  city: string,
  call: Call,
): Promise<number> {
  let ended = 0;
  let page = '';
  do {
    const { shifts, nextPage } = await ctx.shift.listLive({ city, page }, call);
    const claimed = shifts.filter(
      ({ state }) => state === ShiftState.OFFERED || state === ShiftState.ACCEPTING,
    );
    const done = await Promise.all(claimed.map((shift) => endIfOver(ctx, shift, call)));
    ended += done.filter(Boolean).length;
    page = nextPage; // a page begins where the one before ended
  } while (page !== '');
  return ended;
}

async function endIfOver(
  { shift, offers }: Pick<DispatchContext, 'shift' | 'offers'>,
  { shiftId, token: offerId, bookingId }: Shift,
  call: Call,
): Promise<boolean> {
  const offer = await offers.get(offerId, call);
  if (offer ? !isLost(offer) : (await offers.claimOwners.look(offerId)) === 'missing') return false;
  await shift.endClaim({ shiftId, offerId, bookingId, reason: ClaimEnd.WITHDRAWN }, call);
  return true;
}

/** Over, and not the one that has the job: that shift follows the booking. */
function isLost(offer: Offer): boolean {
  return !isOpen(offer) && offer.state !== 'CONFIRMED';
}
