import { toShift } from '@hansom/platform-api';
import { type RouteHandler } from '@hansom/platform-http';

import { type DriverApiContext } from '../context.ts';
import type * as routes from '../routes/shifts.ts';

type Context = Pick<DriverApiContext, 'shift'>;

export function startShift({ shift }: Context): RouteHandler<typeof routes.startShift> {
  return async ({ body, idempotency: { commandKey } }, call) => {
    const started = toShift((await shift.start({ ...body, commandKey }, call)).shift);
    return { status: 201, body: started, etag: started.version };
  };
}

export function endShift({ shift }: Context): RouteHandler<typeof routes.endShift> {
  return async ({ idempotency: { commandKey } }, call) => {
    return { status: 200, body: toShift((await shift.end({ commandKey }, call)).shift) };
  };
}

export function takeBreak({ shift }: Context): RouteHandler<typeof routes.takeBreak> {
  return async ({ idempotency: { commandKey } }, call) => {
    return { status: 200, body: toShift((await shift.takeBreak({ commandKey }, call)).shift) };
  };
}

export function resumeShift({ shift }: Context): RouteHandler<typeof routes.resumeShift> {
  return async ({ idempotency: { commandKey } }, call) => {
    return { status: 200, body: toShift((await shift.resume({ commandKey }, call)).shift) };
  };
}

export function takeStreetHail({ shift }: Context): RouteHandler<typeof routes.takeStreetHail> {
  return async ({ idempotency: { commandKey } }, call) => {
    return { status: 200, body: toShift((await shift.takeStreetHail({ commandKey }, call)).shift) };
  };
}
