import { type Handler } from '@hansom/platform-rpc';
import { type ListLiveRequest, type ListLiveResponse } from '@hansom/proto-booking';

import { type BookingContext } from '../context.ts';
import { toWire } from '../store/booking-wire.ts';
import { checkCity } from './mapping.ts';

export function listLive(ctx: BookingContext): Handler<ListLiveRequest, ListLiveResponse> {
  return async ({ city, page }) => {
    checkCity(city);
    const { states, next } = await ctx.live.page(city, page);
    return { bookings: states.map(toWire), nextPage: next ?? '' };
  };
}
