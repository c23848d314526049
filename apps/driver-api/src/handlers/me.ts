import { toJob, toOffer, toShift } from '@hansom/platform-api';
import { type RouteHandler } from '@hansom/platform-http';
import { parallel } from '@hansom/platform-rpc';
import { DocumentKind } from '@hansom/proto-driver';

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
    const body = {
      driver: toDriver(me.driver),
      shift: current.shift && toShift(current.shift),
      offers: open.offers.map(toOffer),
      job: active.booking && toJob(active.booking),
    };
    return { status: 200, body };
  };
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
