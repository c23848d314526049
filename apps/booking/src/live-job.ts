import { type Call } from '@hansom/platform-rpc';
import { holderOf } from '@hansom/platform-store';

import { type BookingContext } from './context.ts';
import { type Booking, isLive } from './store/booking-aggregate.ts';

/** The live job of a rider, as the claim tells. */
export async function liveJobOf(
  ctx: Pick<BookingContext, 'riders' | 'bookings'>,
  riderId: string,
  call: Call,
): Promise<Booking | undefined> {
  const holder = await holderOf(ctx.riders, riderId);
  const job = holder === undefined ? undefined : await ctx.bookings.get(holder, call);
  return job && isLive(job) ? job : undefined;
}
