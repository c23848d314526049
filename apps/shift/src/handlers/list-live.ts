import { type Handler } from '@hansom/platform-rpc';
import { type ListLiveRequest, type ListLiveResponse } from '@hansom/proto-shift';

import { type ShiftContext } from '../context.ts';
import { toWire } from '../store/shift-wire.ts';
import { checkCity } from './mapping.ts';

export function listLive(ctx: ShiftContext): Handler<ListLiveRequest, ListLiveResponse> {
  return async ({ city, page }) => {
    checkCity(city);
    const { states, next = '' } = await ctx.live.page(city, page || undefined);
    return { shifts: states.map(toWire), nextPage: next };
  };
}
