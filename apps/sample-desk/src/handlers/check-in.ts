import { type Handler } from '@hansom/platform-rpc';
import { type CheckInRequest, type CheckInResponse } from '@hansom/proto-sample-desk';

import { type SampleDeskContext } from '../context.ts';
import { checkCheckInRequest, toHeldPlace } from './mapping.ts';

export function checkIn(ctx: SampleDeskContext): Handler<CheckInRequest, CheckInResponse> {
  return async (request, call) => {
    checkCheckInRequest(request);
    const { commandKey, guestId, placeIds } = request;
    const { holdMs } = ctx.config.current;
    // One after the other: a guest takes one place. Each answer is final for its key, so a repeat ends at the same place.
    for (const placeId of placeIds) {
      const key = `${commandKey}/${placeId}`;
      const { outcome } = await ctx.holds.place({ commandKey: key, placeId, guestId, holdMs }, call);
      if (outcome?.$case === 'hold') return { held: toHeldPlace(outcome.value) };
    }
    return {};
  };
}
