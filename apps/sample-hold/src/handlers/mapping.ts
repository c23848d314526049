import { checkFields, HansomError, keyCheck, textCheck } from '@hansom/platform-errors';
import { stateAfter, type TransitionResult } from '@hansom/platform-schedule';
import { type Hold as WireHold, HoldState as WireState, type PlaceRequest } from '@hansom/proto-sample-hold';
import { idCheck } from '@hansom/shared-ids';

import { type Hold, type HoldFields, type HoldState } from '../store/hold-aggregate.ts';

const LONGEST_NAME = 100;

export function toWire(hold: Hold): WireHold {
  const { place_id, guest_id, expires_at } = hold.fields;
  return {
    id: hold.id,
    placeId: place_id,
    guestId: guest_id,
    state: WireState[hold.state],
    version: hold.version,
    expiresAt: new Date(expires_at),
  };
}

export function checkPlaceRequest(request: PlaceRequest, longestHoldMs: number): void {
  const { commandKey, placeId, guestId, holdMs } = request;
  checkFields('sample-hold', [
    keyCheck(commandKey),
    textCheck('place_id', placeId, LONGEST_NAME),
    textCheck('guest_id', guestId, LONGEST_NAME),
    {
      field: 'hold_ms',
      rule: `must be from 1 to ${longestHoldMs}`,
      holds: holdMs >= 1 && holdMs <= longestHoldMs,
    },
  ]);
}

/** Checks the id of a hold, and the key of the command on it if there is one. */
export function checkHoldId(holdId: string, commandKey?: string): void {
  checkFields('sample-hold', [
    idCheck('hold', holdId),
    ...(commandKey === undefined ? [] : [keyCheck(commandKey)]),
  ]);
}

export function notFound(holdId: string): HansomError {
  const description = 'there is no such hold';
  return new HansomError('not_found', 'sample-hold.not_found', { description, context: { hold_id: holdId } });
}

/** The hold after a command, done now or before; what refused it is thrown. */
export function holdAfter(holdId: string, result: TransitionResult<HoldFields, HoldState>): WireHold {
  return toWire(stateAfter(result, () => notFound(holdId)));
}
