import { type Millis } from '@hansom/platform-context';
import { type CallScope, during } from '@hansom/platform-rpc';
import { type TimerHandlers } from '@hansom/platform-schedule';

import { type Callees } from './context.ts';
import { become, expire, undelivered } from './domain/decisions.ts';
import { settle } from './settle.ts';
import { type OfferFields, type OfferState } from './store/offer-aggregate.ts';

const LONGEST_CALL_MS: Millis = 5_000;

/** No offer stays open: it is sent or given up, answered or over, and once accepted it is settled however often that takes. */
export function timersOf(
  callees: Pick<Callees, 'shift' | 'booking'>,
  begin: (options: { deadlineMs: Millis }) => CallScope,
): TimerHandlers<OfferFields, OfferState> {
  return {
    undelivered,
    expire,
    settle: async (offer) => {
      const call = begin({ deadlineMs: LONGEST_CALL_MS });
      const { to, ...set } = await during(call, () => settle(callees, offer, call));
      return become(offer, to, { set });
    },
  };
}
