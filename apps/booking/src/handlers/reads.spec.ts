import { aUser, callHandlerAs } from '@hansom/platform-identity/testing';
import { callHandler } from '@hansom/platform-rpc/testing';

import {
  aContext,
  ANNA,
  assignedJob,
  BEN,
  booked,
  driverUser,
  idOf,
  searchingJob,
} from '../../test/a-context.ts';
import { cancel } from './cancel.ts';
import { getActive } from './get-active.ts';
import { get } from './get.ts';
import { listLive } from './list-live.ts';
import { listOfDriver } from './list-of-driver.ts';
import { listOfRider } from './list-of-rider.ts';
import { listSearching } from './list-searching.ts';

const bookingId = idOf('booking', 1);

describe('get', () => {
  it.each([
    ['its rider', ANNA],
    ['its driver', driverUser(1)],
  ])('shows a job to %s', async (_, user) => {
    const ctx = await aContext();
    await assignedJob(ctx);

    const { booking } = await callHandlerAs(user, get(ctx), { request: { bookingId }, effects: ctx.effects });

    expect(booking?.bookingId).toBe(bookingId);
  });

  it.each([
    ['another rider', BEN],
    ['another driver', driverUser(2)],
  ])('does not find it for %s', async (_, user) => {
    const ctx = await aContext();
    await assignedJob(ctx);

    const asked = callHandlerAs(user, get(ctx), { request: { bookingId }, effects: ctx.effects });

    await expect(asked).rejects.toMatchObject({ code: 'booking.not_found' });
  });

  it('shows every job to staff', async () => {
    const ctx = await aContext();
    await booked(ctx);
    const staff = aUser({ roles: ['OPS.GOT'] });

    const { booking } = await callHandlerAs(staff, get(ctx), {
      request: { bookingId },
      effects: ctx.effects,
    });

    expect(booking?.bookingId).toBe(bookingId);
  });

  it('shows every job to a service that asks for itself', async () => {
    const ctx = await aContext();
    await booked(ctx);

    const { booking } = await callHandler(get(ctx), { bookingId }, { from: 'payment', effects: ctx.effects });

    expect(booking?.bookingId).toBe(bookingId);
  });
});

describe('getActive', () => {
  it('finds the live job of a rider and of a driver, until it has ended', async () => {
    const ctx = await aContext();
    await assignedJob(ctx);
    const ofRider = { riderId: ANNA.id, driverId: '' };
    const ofDriver = { riderId: '', driverId: idOf('driver', 1) };
    const ask = async (request: typeof ofRider) =>
      (await callHandler(getActive(ctx), request, { effects: ctx.effects })).booking?.bookingId;

    expect([await ask(ofRider), await ask(ofDriver)]).toEqual([bookingId, bookingId]);

    const request = { commandKey: 'c', bookingId, reason: '' };
    await callHandlerAs(ANNA, cancel(ctx), { request, effects: ctx.effects });
    expect([await ask(ofRider), await ask(ofDriver)]).toEqual([undefined, undefined]);
  });

  it("does not tell a rider of another's job", async () => {
    const ctx = await aContext();
    await booked(ctx);

    const request = { riderId: ANNA.id, driverId: '' };
    const { booking } = await callHandlerAs(BEN, getActive(ctx), { request, effects: ctx.effects });

    expect(booking).toBeUndefined();
  });

  it('wants exactly one of the two', async () => {
    const ctx = await aContext();

    const asked = callHandler(getActive(ctx), { riderId: '', driverId: '' }, { effects: ctx.effects });

    await expect(asked).rejects.toMatchObject({ fields: [{ field: 'rider_id' }] });
  });
});

describe('the lists', () => {
  it("list a rider's jobs, newest first", async () => {
    const ctx = await aContext();
    for (const n of [1, 2]) {
      await booked(ctx, { n });
      const request = { commandKey: 'c', bookingId: idOf('booking', n), reason: '' };
      await callHandlerAs(ANNA, cancel(ctx), { request, effects: ctx.effects });
    }

    const request = { riderId: ANNA.id, page: '' };
    const { bookings } = await callHandlerAs(ANNA, listOfRider(ctx), { request, effects: ctx.effects });

    expect(bookings.map((booking) => booking.bookingId)).toEqual([idOf('booking', 2), idOf('booking', 1)]);
  });

  it("list a driver's jobs for staff, and for nobody whose they are not", async () => {
    const ctx = await aContext();
    await assignedJob(ctx);
    const request = { driverId: idOf('driver', 1) };
    const list = async (user: ReturnType<typeof aUser>) =>
      (await callHandlerAs(user, listOfDriver(ctx), { request, effects: ctx.effects })).bookings;

    expect(await list(aUser({ roles: ['OPS.GOT'] }))).toMatchObject([
      { bookingId, driverId: idOf('driver', 1) },
    ]);
    expect(await list(driverUser(2))).toEqual([]);
    expect(await list(ANNA)).toEqual([]);
  });

  it('list what searches and what is live in a city', async () => {
    const ctx = await aContext();
    await searchingJob(ctx);
    await booked(ctx, { n: 2, rider: BEN });
    const request = { city: 'got', page: '' };

    const { jobs } = await callHandler(listSearching(ctx), request, { effects: ctx.effects });
    const { bookings } = await callHandler(listLive(ctx), request, { effects: ctx.effects });

    expect(jobs.map(({ booking }) => booking?.bookingId)).toEqual([bookingId]);
    expect(bookings.map((booking) => booking.bookingId)).toEqual([bookingId, idOf('booking', 2)]);
  });

  it('refuse what is no city', async () => {
    const ctx = await aContext();

    const asked = callHandler(listLive(ctx), { city: 'Gothenburg', page: '' }, { effects: ctx.effects });

    await expect(asked).rejects.toMatchObject({ fields: [{ field: 'city' }] });
  });
});
