import { toJob, toOffer, toShift } from '@hansom/platform-api';
import { ifFound } from '@hansom/platform-errors';
import { type RouteHandler } from '@hansom/platform-http';
import { type Call, parallel } from '@hansom/platform-rpc';
import { type Booking } from '@hansom/proto-booking';
import { DocumentKind } from '@hansom/proto-driver';
import { type Shift, ShiftState } from '@hansom/proto-shift';

import { type DriverApiContext } from '../context.ts';
import type * as routes from '../routes/me.ts';
import { toDriver } from '../shapes/driver.ts';

export function getMe({ driver }: DriverApiContext): RouteHandler<typeof routes.getMe> {
  return async ({ user }, call) => {
    const account = toDriver((await driver.getDriver({ driverId: user.id }, call)).driver);
    return { status: 200, body: account, etag: account.version };
  };
}

export function getState(ctx: DriverApiContext): RouteHandler<typeof routes.getState> {
  return async ({ user: { id: driverId } }, call) => {
    const { me, current, open, active } = await parallel(
      {
        me: (own) => ctx.driver.getDriver({ driverId }, own),
        current: (own) => ctx.shift.getCurrent({ driverId }, own),
        open: (own) => ctx.dispatch.listOpen({ driverId }, own),
        active: (own) => ctx.booking.getActive({ riderId: '', driverId }, own),
      },
      { call },
    );
    const job = active.booking ?? (await unpaid(ctx, current.shift, call));
    const body = {
      driver: toDriver(me.driver),
      shift: current.shift && toShift(current.shift),
      offers: open.offers.map(toOffer),
      job: job && toJob(job),
    };
    return { status: 200, body };
  };
}

/** In which the driver may have a job that is over: also before the shift has heard that it is. */
const UNPAID: readonly ShiftState[] = [ShiftState.ON_TRIP, ShiftState.PAYING];

/** A driver whose job is over and not paid yet has to know what to collect. */
async function unpaid(
  { booking }: DriverApiContext,
  shift: Shift | undefined,
  call: Call,
): Promise<Booking | undefined> {
  if (!shift || !UNPAID.includes(shift.state)) return undefined;
  const found = await ifFound(booking.get({ bookingId: shift.bookingId }, call));
  return found?.booking;
}

export function addDocument({ driver }: DriverApiContext): RouteHandler<typeof routes.addDocument> {
  return async ({ params: { kind }, body: { number, expiresAt } }, call) => {
    const document = { kind: DocumentKind[kind], number, expiresAt: new Date(expiresAt) };
    return { status: 200, body: toDriver((await driver.addDocument({ document }, call)).driver) };
  };
}

export function setVehicle({ driver }: DriverApiContext): RouteHandler<typeof routes.setVehicle> {
  return async ({ body }, call) => {
    const vehicle = { vehicleId: '', ...body };
    return { status: 200, body: toDriver((await driver.setVehicle({ vehicle }, call)).driver) };
  };
}

export function submitApplication({
  driver,
}: DriverApiContext): RouteHandler<typeof routes.submitApplication> {
  return async (_request, call) => ({ status: 200, body: toDriver((await driver.submit({}, call)).driver) });
}
