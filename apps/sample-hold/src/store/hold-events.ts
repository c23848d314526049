import { type EventContent } from '@hansom/platform-schedule';
import { HoldConfirmed, HoldExpired, HoldPlaced, HoldReleased } from '@hansom/proto-sample-hold';

import { type HoldRow } from './hold-aggregate.ts';

type What = 'placed' | 'confirmed' | 'released' | 'expired';

const MESSAGES = {
  placed: HoldPlaced,
  confirmed: HoldConfirmed,
  released: HoldReleased,
  expired: HoldExpired,
};

/** `hold.<what>` with its payload, as `events.proto` describes it. */
export function holdEvent(what: What, hold: HoldRow): EventContent {
  const message = { placeId: hold.place_id, guestId: hold.guest_id, expiresAt: new Date(hold.expires_at) };
  return { type: `hold.${what}`, payload: MESSAGES[what].encode(message).finish() };
}
