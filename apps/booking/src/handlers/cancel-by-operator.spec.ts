import { callHandlerAs } from '@hansom/platform-identity/testing';
import { callHandler } from '@hansom/platform-rpc/testing';
import { Actor, BookingCancelled, BookingState, type CancelByOperatorRequest } from '@hansom/proto-booking';

import {
  aContext,
  ANNA,
  assignedJob,
  booked,
  command,
  driverUser,
  idOf,
  searchingJob,
  seen,
  type SpecContext,
} from '../../test/a-context.ts';
import { arrive } from './arrive.ts';
import { cancelByOperator } from './cancel-by-operator.ts';
import { cancel } from './cancel.ts';
import { start } from './start.ts';

const bookingId = idOf('booking', 1);
const REASON = 'the driver left without the rider';

function ended(ctx: SpecContext, over: Partial<CancelByOperatorRequest> = {}) {
  const request = { commandKey: 'o', bookingId, reason: REASON, ...over };
  return callHandler(cancelByOperator(ctx), request, { effects: ctx.effects, operator: 'anna' });
}

async function arrivedJob(ctx: SpecContext): Promise<void> {
  await assignedJob(ctx);
  seen(ctx);
  const request = command(1, { key: 'arrive' });
  await callHandlerAs(driverUser(1), arrive(ctx), { request, effects: ctx.effects });
}

async function jobOnTrip(ctx: SpecContext): Promise<void> {
  await arrivedJob(ctx);
  const request = command(1, { key: 'start' });
  await callHandlerAs(driverUser(1), start(ctx), { request, effects: ctx.effects });
}

describe('cancelByOperator', () => {
  it.each([
    ['whose payment is not sure yet', booked],
    ['that looks for a driver', searchingJob],
    ['that a driver is on the way to', assignedJob],
    ['whose car is at the pickup', arrivedJob],
    ['under way', jobOnTrip],
  ])('ends a job %s, without a fee or a fare, however late', async (_, prepare) => {
    const ctx = await aContext();
    await prepare(ctx);
    await ctx.effects.time.advance(150_000);

    const { booking } = await ended(ctx);

    const fare = undefined;
    const endedAt = new Date(ctx.clock.now());
    expect(booking).toMatchObject({
      ...{ state: BookingState.CANCELLED, endedBy: Actor.OPERATOR, reason: REASON, fare, endedAt },
    });
  });

  it('tells all who follow, under the offer of the driver', async () => {
    const ctx = await aContext();
    await jobOnTrip(ctx);
    await ended(ctx);
    await ctx.pass(0);

    const { type, payload } = ctx.events.events.at(-1)!;

    expect(type).toBe('booking.cancelled');
    expect(BookingCancelled.decode(payload).booking).toMatchObject({
      ...{ offerId: idOf('offer', 1), shiftId: idOf('shift', 1), driverId: idOf('driver', 1) },
    });
  });

  it('lets the rider book again', async () => {
    const ctx = await aContext();
    await jobOnTrip(ctx);
    await ended(ctx);

    expect(await booked(ctx, { n: 2 })).toMatchObject({ state: BookingState.REQUESTED });
  });

  it('answers a repeat alike', async () => {
    const ctx = await aContext();
    await jobOnTrip(ctx);
    const first = await ended(ctx);

    expect(await ended(ctx)).toEqual(first);
  });

  it('refuses what has ended, and what there is not', async () => {
    const ctx = await aContext();
    await booked(ctx);
    const request = { commandKey: 'c', bookingId, reason: '' };
    await callHandlerAs(ANNA, cancel(ctx), { request, effects: ctx.effects });

    await expect(ended(ctx)).rejects.toMatchObject({
      code: 'booking.transition_not_allowed',
      context: { state: 'CANCELLED' },
    });
    await expect(ended(ctx, { bookingId: idOf('booking', 2) })).rejects.toMatchObject({
      code: 'booking.not_found',
    });
  });

  it('needs a reason', async () => {
    const ctx = await aContext();
    await booked(ctx);

    for (const reason of ['', '  ', 'x'.repeat(501)])
      await expect(ended(ctx, { reason })).rejects.toMatchObject({ fields: [{ field: 'reason' }] });
  });
});
