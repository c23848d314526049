import { ifFound } from '@hansom/platform-errors';
import { type Call } from '@hansom/platform-rpc';
import { cityOf, type IdKind, parseId, type RegionalKind } from '@hansom/shared-ids';

import { gather } from '../gather.ts';
import { type Hit } from '../routes/search.ts';
import { seesCity } from '../staff.ts';
import { type StoriesContext } from '../stories/stories-context.ts';
import { bookingHit, driverHit } from './hits.ts';
import { riderHits } from './rider-hits.ts';
import { type Searched, type SearchFound } from './searched.ts';

const NOBODY: SearchFound = { hits: [], missing: [] };

/** What an id names: a job, also by its offer; a driver, also by the shift; a rider. Undefined for a text that is no id. */
export async function findById(
  ctx: StoriesContext,
  searched: Searched,
  call: Call,
): Promise<SearchFound | undefined> {
  const { text: id } = searched;
  if (isId('rider', id)) {
    const { found, missing } = await gather(
      {
        riders: async (own: Call) => (await ifFound(ctx.customer.getProfile({ riderId: id }, own)))?.profile,
      },
      call,
    );
    const riders = await riderHits(ctx, { ...searched, riders: found.riders ? [found.riders] : [] }, call);
    return { hits: riders.hits, missing: [...missing, ...riders.missing] };
  }
  const kind = REGIONAL.find((one) => isId(one, id));
  if (!kind) return undefined;
  if (!isToSee(kind, searched)) return NOBODY;
  const { found, missing } = await gather({ hits: (own: Call) => hitOf(ctx, { kind, searched }, own) }, call);
  return { hits: found.hits ? [found.hits] : [], missing };
}

const REGIONAL = ['booking', 'driver', 'offer', 'shift'] as const satisfies readonly RegionalKind[];
type Named = (typeof REGIONAL)[number];

function isId(kind: IdKind, text: string): boolean {
  return parseId(kind, text).ok;
}

function isToSee(kind: Named, { text, city, user }: Searched): boolean {
  const parsed = parseId(kind, text);
  if (!parsed.ok) return false;
  const of = cityOf(parsed.id);
  return seesCity(user, of) && (city === undefined || city === of);
}

async function hitOf(
  ctx: StoriesContext,
  { kind, searched: { text: id, phone } }: { kind: Named; searched: Searched },
  call: Call,
): Promise<Hit | undefined> {
  switch (kind) {
    case 'booking':
      return jobHit(ctx, id, call);
    case 'offer':
      return jobHit(
        ctx,
        (await ifFound(ctx.dispatch.getOffer({ offerId: id }, call)))?.offer?.bookingId,
        call,
      );
    case 'driver':
      return driversHit(ctx, { driverId: id, phone }, call);
    case 'shift': {
      const driverId = (await ifFound(ctx.shift.getShift({ shiftId: id }, call)))?.shift?.driverId;
      return driversHit(ctx, { driverId, phone }, call);
    }
  }
  return kind satisfies never;
}

async function jobHit(
  ctx: StoriesContext,
  bookingId: string | undefined,
  call: Call,
): Promise<Hit | undefined> {
  const booking = bookingId ? (await ifFound(ctx.booking.get({ bookingId }, call)))?.booking : undefined;
  return booking && bookingHit(booking);
}

async function driversHit(
  ctx: StoriesContext,
  { driverId, phone }: Pick<Searched, 'phone'> & { driverId: string | undefined },
  call: Call,
): Promise<Hit | undefined> {
  const driver = driverId ? (await ifFound(ctx.driver.getDriver({ driverId }, call)))?.driver : undefined;
  return driver && driverHit(driver, phone);
}
