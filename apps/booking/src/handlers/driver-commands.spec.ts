import { callHandlerAs } from '@hansom/platform-identity/testing';
import { type Handler } from '@hansom/platform-rpc';
import { callHandler } from '@hansom/platform-rpc/testing';
import { type Booking, BookingState } from '@hansom/proto-booking';

import {
  aContext,
  assignedJob,
  command,
  decide,
  driverUser,
  idOf,
  raced,
  seen,
  type SpecContext,
} from '../../test/a-context.ts';
import { arrive } from './arrive.ts';
import { cancelByDriver } from './cancel-by-driver.ts';
import { complete } from './complete.ts';
import { logContact } from './log-contact.ts';
import { noShow } from './no-show.ts';
import { start } from './start.ts';

type Answer = { booking?: Booking | undefined };

/** Sends a driver's command: an intent of its own unless a `key` is given. */
async function send<Req>(
  ctx: SpecContext,
  handler: Handler<Req, Answer>,
  { key = ctx.effects.ids.uuid(), more = {}, driver = 1 } = {},
): Promise<Booking> {
  // Each of these requests is a command, and more where a spec says so.
  const request = { ...command(1, { key, offer: driver }), ...more } as Req;
  const { booking } = await callHandlerAs(driverUser(driver), handler, { request, effects: ctx.effects });
  if (!booking) throw new Error('no booking in the answer');
  return booking;
}

async function arrived(ctx: SpecContext): Promise<Booking> {
  await assignedJob(ctx);
  seen(ctx);
  return send(ctx, arrive(ctx), { key: 'arrive' });
}

async function onTrip(ctx: SpecContext): Promise<Booking> {
  await arrived(ctx);
  return send(ctx, start(ctx), { key: 'start' });
}

describe('arrive', () => {
  it('says that the car is at the pickup', async () => {
    const ctx = await aContext();

    expect(await arrived(ctx)).toMatchObject({
      state: BookingState.ARRIVED,
      arrivedAt: new Date(ctx.clock.now()),
    });
  });

  it.each([
    ['within 150 m', 149, 'arrived'],
    ['further away', 151, 'booking.not_at_pickup'],
  ])('is decided by the last fix: %s', async (_, metresNorth, expected) => {
    const ctx = await aContext();
    await assignedJob(ctx);
    seen(ctx, { metresNorth });

    const outcome = await send(ctx, arrive(ctx)).then(
      () => 'arrived',
      ({ code }: { code: string }) => code,
    );

    expect(outcome).toBe(expected);
  });

  it('is refused where no fix, or an old one, shows the car', async () => {
    const ctx = await aContext();
    await assignedJob(ctx);

    await expect(send(ctx, arrive(ctx))).rejects.toMatchObject({ code: 'booking.not_at_pickup' });
    seen(ctx);
    await ctx.effects.time.advance(30_001);
    await expect(send(ctx, arrive(ctx))).rejects.toMatchObject({ code: 'booking.not_at_pickup' });
  });

  it('answers a repeat alike, though the car has moved on', async () => {
    const ctx = await aContext();
    const first = await arrived(ctx);
    seen(ctx, { metresNorth: 1_000 });

    expect(await send(ctx, arrive(ctx), { key: 'arrive' })).toEqual(first);
  });
});

describe('start', () => {
  it('begins the trip after arriving', async () => {
    const ctx = await aContext();

    expect(await onTrip(ctx)).toMatchObject({
      state: BookingState.ON_TRIP,
      startedAt: new Date(ctx.clock.now()),
    });
  });

  it('begins it without an arrival only at the pickup', async () => {
    const ctx = await aContext();
    await assignedJob(ctx);
    seen(ctx, { metresNorth: 500 });

    await expect(send(ctx, start(ctx))).rejects.toMatchObject({ code: 'booking.not_at_pickup' });
    seen(ctx, { metresNorth: 20 });
    expect(await send(ctx, start(ctx))).toMatchObject({ state: BookingState.ON_TRIP });
  });
});

describe('noShow', () => {
  it('needs the free waiting to be over, then an attempt to reach the rider; then it costs the fee', async () => {
    const ctx = await aContext();
    await arrived(ctx);
    await ctx.effects.time.advance(149_999);

    await expect(send(ctx, noShow(ctx))).rejects.toMatchObject({ code: 'booking.too_early' });
    await ctx.effects.time.advance(1);
    await expect(send(ctx, noShow(ctx))).rejects.toMatchObject({ code: 'booking.no_contact_attempt' });
    const contact = { key: 'contact', more: { channel: 'call' } };
    const contactedAt = new Date(ctx.clock.now());
    expect(await send(ctx, logContact(ctx), contact)).toMatchObject({ contactedAt });

    expect(await send(ctx, noShow(ctx))).toMatchObject({
      state: BookingState.NO_SHOW,
      fare: { total: { amountMinor: 5_000n } },
    });
  });

  it('wants to know how the driver tried', async () => {
    const ctx = await aContext();
    await arrived(ctx);

    const asked = send(ctx, logContact(ctx), { more: { channel: 'telepathy' } });

    await expect(asked).rejects.toMatchObject({ fields: [{ field: 'channel' }] });
  });
});

describe('complete', () => {
  it('ends the trip with the fare that pricing finds', async () => {
    const ctx = await aContext();
    await onTrip(ctx);

    expect(await send(ctx, complete(ctx), { more: { lastSeq: 77n } })).toMatchObject({
      state: BookingState.COMPLETED,
      fare: { total: { amountMinor: 16_000n } },
      distanceMetres: 2_345,
      lastSeq: 77n,
    });
  });

  it('answers a repeat with the same fare, whatever pricing would say now', async () => {
    const ctx = await aContext();
    await onTrip(ctx);
    const first = await send(ctx, complete(ctx), { more: { lastSeq: 77n } });
    ctx.others.finalFare = 99_999n;

    expect(await send(ctx, complete(ctx), { key: 'another', more: { lastSeq: 78n } })).toEqual(first);
    expect(ctx.others.finalised).toHaveLength(1);
  });

  it('ends the trip where it was first asked to, however long nobody can price it', async () => {
    const ctx = await aContext();
    await onTrip(ctx);
    const endedAt = new Date(ctx.clock.now() + 600_000);
    await ctx.effects.time.advance(600_000);
    ctx.others.pricingIsAway = true;
    const first = send(ctx, complete(ctx), { key: 'first', more: { lastSeq: 77n } });
    await expect(first).rejects.toMatchObject({ code: 'pricing.unavailable' });
    await ctx.effects.time.advance(3_600_000);
    ctx.others.pricingIsAway = false;

    const job = await send(ctx, complete(ctx), { key: 'second', more: { lastSeq: 99n } });

    expect(job).toMatchObject({ state: BookingState.COMPLETED, endedAt, lastSeq: 77n });
    const asked = new Set(ctx.others.finalised.map(({ endedAt: at, lastSeq }) => `${Number(at)} ${lastSeq}`));
    expect([...asked]).toEqual([`${Number(endedAt)} 77`]);
  });

  it('makes no trip longer than the longest', async () => {
    const ctx = await aContext();
    const { startedAt } = await onTrip(ctx);
    await ctx.effects.time.advance(2 * 86_400_000);

    const { endedAt } = await send(ctx, complete(ctx), { more: { lastSeq: 77n } });

    expect(endedAt!.getTime() - startedAt!.getTime()).toBe(21_600_000);
  });

  it.each([
    ['before the trip', arrived, {}],
    ['of a stranger', onTrip, { driver: 2 }],
  ])('notes nothing of what is refused: %s', async (_, until, asker) => {
    const ctx = await aContext();
    const { version } = await until(ctx);

    await expect(send(ctx, complete(ctx), { ...asker, more: { lastSeq: 1n } })).rejects.toThrow();

    expect(await ctx.bookings.get(idOf('booking', 1))).toMatchObject({ version });
  });

  it('has one fare when it comes twice at once', async () => {
    const ctx = await aContext();
    await onTrip(ctx);

    const [one, two] = await raced(ctx, [
      send(ctx, complete(ctx), { key: 'k', more: { lastSeq: 77n } }),
      send(ctx, complete(ctx), { key: 'k', more: { lastSeq: 77n } }),
    ]);

    expect(one).toEqual(two);
  });

  it('is refused before the trip, and prices nothing', async () => {
    const ctx = await aContext();
    await arrived(ctx);

    const asked = send(ctx, complete(ctx), { more: { lastSeq: 1n } });

    await expect(asked).rejects.toMatchObject({ code: 'booking.transition_not_allowed' });
    expect(ctx.others.finalised).toEqual([]);
  });
});

describe('cancelByDriver', () => {
  it('lets the job search again without him, and keeps the price', async () => {
    const ctx = await aContext();
    await assignedJob(ctx);

    const job = await send(ctx, cancelByDriver(ctx), { more: { reason: 'flat tyre' } });

    expect(job).toMatchObject({
      state: BookingState.SEARCHING,
      searchEpoch: 2,
      driverId: '',
      reallocations: 1,
      reason: 'flat tyre',
      quote: { total: { amountMinor: 14_500n } },
    });
    const [listed] = (await ctx.searching.page('got')).states;
    expect(listed?.fields.excluded_drivers).toEqual([idOf('driver', 1)]);
  });

  it('ends the job when it has lost too many drivers, without a fee', async () => {
    const ctx = await aContext();
    await assignedJob(ctx);
    for (const driver of [1, 2]) {
      await send(ctx, cancelByDriver(ctx), { driver, more: { reason: '' } });
      await decide(ctx, { offer: driver + 1, epoch: driver + 1 });
    }

    const job = await send(ctx, cancelByDriver(ctx), { driver: 3, more: { reason: '' } });

    expect(job).toMatchObject({ state: BookingState.CANCELLED, reallocations: 2, fare: undefined });
  });
});

describe('every driver command', () => {
  it("does not find a stranger's job", async () => {
    const ctx = await aContext();
    await assignedJob(ctx);
    seen(ctx, { driver: 2 });

    await expect(send(ctx, arrive(ctx), { driver: 2 })).rejects.toMatchObject({ code: 'booking.not_found' });
  });

  it('tells a driver who had the job that it is no longer under his offer', async () => {
    const ctx = await aContext();
    await assignedJob(ctx);
    seen(ctx);
    await send(ctx, cancelByDriver(ctx), { more: { reason: '' } });

    await expect(send(ctx, arrive(ctx))).rejects.toMatchObject({
      code: 'booking.offer_mismatch',
      context: { state: 'SEARCHING' },
    });
  });

  it('needs somebody who is signed in', async () => {
    const ctx = await aContext();
    await assignedJob(ctx);

    await expect(callHandler(arrive(ctx), command(), { from: 'driver-api' })).rejects.toMatchObject({
      code: 'booking.no_user',
    });
  });
});
