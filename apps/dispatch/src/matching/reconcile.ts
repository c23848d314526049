import { isPassing } from '@hansom/platform-errors';
import { type Call } from '@hansom/platform-rpc';
import { ClaimEnd, type Shift, ShiftState } from '@hansom/proto-shift';

import { type DispatchContext } from '../context.ts';
import { isOpen, type Offer } from '../store/offer-aggregate.ts';

type Context = Pick<DispatchContext, 'shift' | 'offers' | 'log'>;

/** What a look after the claims of a city came to. */
export interface Reconciled {
  /** Claims that were ended. */
  ended: number;
  /** Whether it came to the end of the city's shifts. If not, the next one goes on from there. */
  complete: boolean;
}

/**
 * Ends claims of shifts whose offers are over: what a process left behind that died between the two. It goes through a city's shifts page by
 * page, and where the call's time is not enough for all of them, the next one goes on with the first page that this one did not begin.
 * Known to one instance only, and forgotten with it.
 */
export function reconcile(ctx: Context): (city: string, call: Call) => Promise<Reconciled> {
  const places = new Map<string, string>();

  return async (city, call) => {
    const enough = call.remaining() / 2; // a page begun with less could be cut short each time it is its turn
    let ended = 0;
    let page = places.get(city) ?? '';
    places.delete(city); // if its first page cannot be listed, the next one begins at the front
    do {
      const { shifts, nextPage } = await ctx.shift.listLive({ city, page }, call);
      page = nextPage; // a page begins where the one before ended
      places.set(city, page);
      const done = await Promise.all(shifts.filter(isClaimed).map((shift) => endIfOver(ctx, shift, call)));
      ended += done.filter(Boolean).length;
    } while (page !== '' && call.remaining() > enough);
    return { ended, complete: page === '' };
  };
}

function isClaimed({ state }: Shift): boolean {
  return state === ShiftState.OFFERED || state === ShiftState.ACCEPTING;
}

/** Whether a claim was ended. No shift stops the others: what is broken is logged, and who was away or slow is asked again by a later look. */
async function endIfOver(ctx: Context, shift: Shift, call: Call): Promise<boolean> {
  const { shiftId, token: offerId, bookingId } = shift;
  try {
    if (!(await isOver(ctx, offerId, call))) return false;
    await ctx.shift.endClaim({ shiftId, offerId, bookingId, reason: ClaimEnd.WITHDRAWN }, call);
    return true;
  } catch (error) {
    if (!call.cancelled && !isPassing(error))
      ctx.log.error('a shift could not be compared with its offer', { shift: shiftId, error });
    return false;
  }
}

/** An offer that is not there has not come yet, or was made impossible: then it is over. */
async function isOver({ offers }: Context, offerId: string, call: Call): Promise<boolean> {
  const offer = await offers.get(offerId, call);
  return offer ? isLost(offer) : (await offers.claimOwners.look(offerId)) === 'freed';
}

/** Over, and not the one that has the job: that shift follows the booking. */
function isLost(offer: Offer): boolean {
  return !isOpen(offer) && offer.state !== 'CONFIRMED';
}
