import { checkFields } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { type GetLastRequest, type GetLastResponse } from '@hansom/proto-position-tracker';
import { cityCheck } from '@hansom/shared-ids';

import { type PositionTrackerContext } from '../context.ts';
import { recentOf } from '../domain/track.ts';
import { driverCheck, toWireFix } from './mapping.ts';

export function getLast(ctx: PositionTrackerContext): Handler<GetLastRequest, GetLastResponse> {
  return async ({ city, driverId }) => {
    checkFields('position-tracker', [cityCheck(city), driverCheck('driver_id', driverId, city)]);
    const track = await ctx.trackers.trackOf(driverId);
    return {
      last: track.last && toWireFix(track.last),
      recent: recentOf(track, ctx.clock.now()).map(toWireFix),
    };
  };
}
