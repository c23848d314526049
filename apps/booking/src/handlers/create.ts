import { HansomError } from '@hansom/platform-errors';
import { requireUser, type User } from '@hansom/platform-identity';
import { type Call, type Handler, parallel } from '@hansom/platform-rpc';
import { abandonedError, type CreateResult } from '@hansom/platform-schedule';
import { type CreateRequest, type CreateResponse, PaymentKind } from '@hansom/proto-booking';
import { ZoneKind } from '@hansom/proto-city';
import { type PriceSnapshot } from '@hansom/proto-pricing';
import { cityOf, requireId } from '@hansom/shared-ids';

import { type BookingContext } from '../context.ts';
import { creationOf, type Order } from '../domain/creation.ts';
import { liveJobOf } from '../live-job.ts';
import { type Booking, type BookingFields, type BookingState } from '../store/booking-aggregate.ts';
import { toWire } from '../store/booking-wire.ts';
import { checkCreateRequest } from './mapping.ts';

export function create(ctx: BookingContext): Handler<CreateRequest, CreateResponse> {
  return async (request, call) => {
    const user = requireUser(call, 'booking');
    checkCreateRequest(request);
    const { bookingId } = request;
    const before = await ctx.bookings.find(bookingId, call);
    if (typeof before === 'object') return ownJob(before, user);
    // Before anything is listed: a busy rider may ask as often as he likes. Whoever gets busy meanwhile is stopped by the claim.
    const other = await liveJobOf(ctx, user.id, call);
    if (other) return busy(ctx, { bookingId, holder: other.id, user, call });
    if (before === 'abandoned') throw abandonedError('booking', bookingId);
    const price = await redeem(ctx, request, call);
    const { place, rider } = await parallel(
      {
        place: (own) => ctx.city.findCity({ at: price.pickup?.at }, own),
        rider: (own) => ctx.customer.getProfile({ riderId: user.id }, own),
      },
      { call },
    );
    if (place.outcome?.$case !== 'found' || !isServed(place.outcome.value, price.city))
      return { outcome: { $case: 'noService', value: {} } };
    const { city } = place.outcome.value;
    if (!city) throw new TypeError('a city was found and not told');
    const order = orderOf(request, { user, riderName: rider.profile?.name ?? '', price });
    await noteBefore(ctx, order);
    const creation = creationOf(order, { ...now(ctx), city, riders: ctx.riders });
    return answer(ctx, { order, user, call }, await ctx.bookings.create(order.bookingId, creation, call));
  };
}

async function redeem(ctx: BookingContext, request: CreateRequest, call: Call): Promise<PriceSnapshot> {
  const { price } = await ctx.pricing.redeem({ token: request.quoteToken }, call);
  if (price && cityOf(requireId('booking', request.bookingId, 'booking_id')) === price.city) return price;
  throw new HansomError('invalid_argument', 'booking.invalid_argument', {
    description: 'a booking has the city of its quote',
    fields: [{ field: 'quote_token', rule: 'must be of the city that the booking is of' }],
  });
}

/** Rides begin in a service area of the very city that the quote is of. */
function isServed(
  { city, zones }: { city?: { code: string } | undefined; zones: readonly { kind: ZoneKind }[] },
  code: string,
): boolean {
  return city?.code === code && zones.some(({ kind }) => kind === ZoneKind.SERVICE_AREA);
}

function orderOf(
  request: CreateRequest,
  { user, riderName, price }: { user: User; riderName: string; price: PriceSnapshot },
): Order {
  const { bookingId, commandKey, paymentMethodId, note, paymentKind } = request;
  return {
    ...{ bookingId, commandKey, paymentMethodId, note, riderName, price },
    riderId: user.id,
    tenancy: user.tenancy,
    paymentKind: paymentKind === PaymentKind.CARD ? 'CARD' : 'CASH',
  };
}

/** Lists are written before what they list. */
async function noteBefore(ctx: BookingContext, { bookingId, riderId, price }: Order): Promise<void> {
  await Promise.all([
    ctx.jobs.noteRider(riderId, bookingId, ctx.clock.now()),
    ctx.live.add(price.city, { id: bookingId, version: 1 }),
  ]);
}

function now({ clock, config }: BookingContext) {
  return { now: clock.now(), config: config.current };
}

async function answer(
  ctx: BookingContext,
  { order, user, call }: { order: Order; user: User; call: Call },
  created: CreateResult<BookingFields, BookingState>,
): Promise<CreateResponse> {
  if (created.outcome === 'applied' || created.outcome === 'repeated') return ownJob(created.state, user);
  if (created.outcome === 'refused') {
    if (created.state) return ownJob(created.state, user);
    throw created.refusal;
  }
  return busy(ctx, { bookingId: order.bookingId, holder: created.holder, user, call });
}

/** Busy is final for this key: the job that might still come of a doubled request is made impossible, or is the answer. */
async function busy(
  ctx: BookingContext,
  { bookingId, holder, user, call }: { bookingId: string; holder: string; user: User; call: Call },
): Promise<CreateResponse> {
  await ctx.bookings.claimOwners.abandon(bookingId);
  const job = await ctx.bookings.get(bookingId, call);
  if (job) return ownJob(job, user);
  return { outcome: { $case: 'riderBusy', value: { bookingId: holder } } };
}

/** The job that this key made before, or now. An id that somebody else's job has is nobody's to have twice. */
function ownJob(job: Booking, user: User): CreateResponse {
  if (job.fields.rider_id === user.id) return { outcome: { $case: 'booking', value: toWire(job) } };
  const description = 'the id is in use';
  throw new HansomError('already_exists', 'booking.already_exists', { description });
}
