import { type Call } from '@hansom/platform-rpc';
import { type Booking } from '@hansom/proto-booking';
import { type Profile } from '@hansom/proto-customer';

import { gather } from '../gather.ts';
import { seesAll, seesCity } from '../staff.ts';
import { type StoriesContext } from '../stories/stories-context.ts';
import { bookingHit, riderHit } from './hits.ts';
import { type Searched, type SearchFound } from './searched.ts';

/** Of one rider the last are shown. */
const MOST_JOBS = 5;
const MOST_RIDERS = 10;

/**
 * Riders, each with the last jobs that may be seen. A rider travels: who sees some cities sees those who were booked in one of them, who sees
 * all sees everybody.
 */
export async function riderHits(
  ctx: Pick<StoriesContext, 'booking'>,
  searched: Searched & { riders: readonly Profile[] },
  call: Call,
): Promise<SearchFound> {
  const riders = searched.riders.slice(0, MOST_RIDERS);
  const asked = riders.map(({ riderId }) => {
    return [
      riderId,
      async (own: Call) => (await ctx.booking.listOfRider({ riderId, page: '' }, own)).bookings,
    ] as const;
  });
  const { found, missing } = await gather(Object.fromEntries(asked), call);
  const hits = riders.flatMap((rider) => hitsOf(rider, { jobs: found[rider.riderId] ?? [], searched }));
  return { hits, missing: missing.slice(0, 1).map(({ why }) => ({ part: 'hits.booking', why })) };
}

function hitsOf(rider: Profile, { jobs, searched }: { jobs: readonly Booking[]; searched: Searched }) {
  const { city, user, phone } = searched;
  const seen = jobs.filter((job) => seesCity(user, job.city) && (city === undefined || job.city === city));
  const isSeen = seen.length > 0 || (city === undefined && seesAll(user));
  return isSeen ? [riderHit(rider, phone), ...seen.slice(0, MOST_JOBS).map(bookingHit)] : [];
}
