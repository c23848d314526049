import { checkFields, textCheck } from '@hansom/platform-errors';
import { type CheckInRequest, type HeldPlace, type LookRequest } from '@hansom/proto-sample-desk';
import { type Hold, HoldState } from '@hansom/proto-sample-hold';
import { parseId } from '@hansom/shared-ids';

/** A hold as guests see it; undefined when it has ended. */
export function toHeldPlace({ id, placeId, guestId, state, expiresAt }: Hold): HeldPlace | undefined {
  const confirmed = state === HoldState.CONFIRMED;
  if (!confirmed && state !== HoldState.HELD) return undefined;
  return { holdId: id, placeId, guestId, confirmed, expiresAt };
}

export function checkCheckInRequest({ commandKey, guestId, placeIds }: CheckInRequest): void {
  checkFields('sample-desk', [
    textCheck('command_key', commandKey, 40),
    textCheck('guest_id', guestId, 100),
    {
      field: 'place_ids',
      rule: 'must be 1 to 8 places',
      holds: placeIds.length >= 1 && placeIds.length <= 8,
    },
    { field: 'place_ids', rule: 'must name a place once', holds: new Set(placeIds).size === placeIds.length },
    {
      field: 'place_ids',
      rule: 'must each have 1 to 50 characters',
      holds: placeIds.every((id) => id.length >= 1 && id.length <= 50),
    },
  ]);
}

export function checkLookRequest({ holdIds }: LookRequest): void {
  checkFields('sample-desk', [
    { field: 'hold_ids', rule: 'must be 1 to 32 holds', holds: holdIds.length >= 1 && holdIds.length <= 32 },
    {
      field: 'hold_ids',
      rule: 'must each be the id of a hold',
      holds: holdIds.every((id) => parseId('hold', id).ok),
    },
  ]);
}
