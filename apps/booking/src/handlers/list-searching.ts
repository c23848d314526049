import { type Handler } from '@hansom/platform-rpc';
import { type ListSearchingRequest, type ListSearchingResponse } from '@hansom/proto-booking';

import { type BookingContext } from '../context.ts';
import { toWire } from '../store/booking-wire.ts';
import { checkCity } from './mapping.ts';

export function listSearching(ctx: BookingContext): Handler<ListSearchingRequest, ListSearchingResponse> {
  return async ({ city, page }) => {
    checkCity(city);
    const { states, next } = await ctx.searching.page(city, page);
    const jobs = states.map((job) => ({
      booking: toWire(job),
      excludedDriverIds: [...job.fields.excluded_drivers],
      refusedOfferIds: [...job.fields.refused_offers],
    }));
    return { jobs, nextPage: next ?? '' };
  };
}
