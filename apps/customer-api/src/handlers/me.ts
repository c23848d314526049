import { type Booking, toBooking, toPayment, toPlace } from '@hansom/platform-api';
import { HansomError } from '@hansom/platform-errors';
import { type IfMatch, type RouteHandler } from '@hansom/platform-http';
import { type Call, parallel } from '@hansom/platform-rpc';
import { type SavedPlace } from '@hansom/proto-customer';

import { type CustomerApiContext } from '../context.ts';
import type * as routes from '../routes/me.ts';
import { toMessage } from '../shapes/message.ts';
import { toProfile } from '../shapes/profile.ts';
import { unlessAway } from './unless-away.ts';
import { withDriver } from './with-driver.ts';

export function getMe({ customer }: CustomerApiContext): RouteHandler<typeof routes.getMe> {
  return async ({ user }, call) => {
    const profile = toProfile((await customer.getProfile({ riderId: user.id }, call)).profile);
    return { status: 200, body: profile, etag: profile.version };
  };
}

export function updateMe({
  customer,
}: Pick<CustomerApiContext, 'customer'>): RouteHandler<typeof routes.updateMe> {
  return async ({ body, user, ifMatch }, call) => {
    const change = async (basedOn: number) =>
      toProfile((await customer.updateProfile({ ...body, basedOn }, call)).profile);
    const version = async () =>
      toProfile((await customer.getProfile({ riderId: user.id }, call)).profile).version;
    const isBased = ifMatch.header !== undefined;
    const after = await (isBased ? changeSeen(ifMatch, { version, change }) : change(WHATEVER_IT_IS));
    return { status: 200, body: after, etag: after.version };
  };
}

const WHATEVER_IT_IS = 0;

interface Versioned<T> {
  version(): Promise<number>;
  change(basedOn: number): Promise<T>;
}

/** Changes only what the caller has seen. What came in between is looked at again: it is refused unless `If-Match` covers it as well. */
async function changeSeen<T>(ifMatch: IfMatch, { version, change }: Versioned<T>): Promise<T> {
  const seen = await version();
  ifMatch.check(seen);
  try {
    return await change(seen);
  } catch (error) {
    if (!(error instanceof HansomError) || error.code !== 'customer.version_mismatch') throw error;
    return changeSeen(ifMatch, { version, change });
  }
}

export function getState(
  ctx: Pick<CustomerApiContext, 'customer' | 'booking' | 'driver' | 'payment'>,
): RouteHandler<typeof routes.getState> {
  return async ({ user: { id: riderId } }, call) => {
    const { me, booking, debts } = await parallel(
      {
        me: (own) => ctx.customer.getProfile({ riderId }, own),
        booking: (own) => activeOf(ctx, riderId, own),
        debts: (own) => unlessAway(ctx.payment.listDebts({}, own)),
      },
      { call },
    );
    const owed = debts?.payments.map(toPayment);
    return { status: 200, body: { profile: toProfile(me.profile), booking, owed } };
  };
}

async function activeOf(
  ctx: Pick<CustomerApiContext, 'booking' | 'driver'>,
  riderId: string,
  call: Call,
): Promise<Booking | undefined> {
  const { booking } = await ctx.booking.getActive({ riderId, driverId: '' }, call);
  return booking && (await withDriver(ctx, toBooking(booking), call)).job;
}

export function listPlaces({ customer }: CustomerApiContext): RouteHandler<typeof routes.listPlaces> {
  return async (_request, call) => {
    const { places } = await customer.listPlaces({}, call);
    return { status: 200, body: { places: places.map(toSavedPlace) } };
  };
}

export function savePlace({ customer }: CustomerApiContext): RouteHandler<typeof routes.savePlace> {
  return async ({ params: { name }, body }, call) => {
    const { place } = await customer.savePlace({ place: { name, place: body } }, call);
    return { status: 200, body: toSavedPlace(place ?? { name, place: body }) };
  };
}

export function deletePlace({ customer }: CustomerApiContext): RouteHandler<typeof routes.deletePlace> {
  return async ({ params }, call) => {
    await customer.deletePlace(params, call);
    return { status: 204 };
  };
}

export function listMessages({
  notification,
  messagePages,
}: CustomerApiContext): RouteHandler<typeof routes.listMessages> {
  return async ({ user, query: { cursor } }, call) => {
    const page = cursor === undefined ? '' : messagePages.decode(cursor).page;
    const { messages, nextPage } = await notification.listMessages({ riderId: user.id, page }, call);
    const next = nextPage === '' ? undefined : messagePages.encode({ page: nextPage });
    return { status: 200, body: { messages: messages.map(toMessage), next } };
  };
}

function toSavedPlace({ name, place }: SavedPlace) {
  return { name, place: toPlace(place) };
}
