import { consume } from '@hansom/platform-bus/testing';
import { Booking } from '@hansom/proto-booking';

import {
  aContext,
  aDriver,
  anOfferId,
  as,
  bookingSays,
  claimFor,
  onShift,
  paymentSays,
  type SpecContext,
  stateOf,
} from '../../test/a-context.ts';
import { end } from '../handlers/end.ts';
import { accountChanged } from './account-changed.ts';
import { followBooking } from './follow-booking.ts';

async function claimed() {
  const ctx = await aContext();
  const driver = aDriver(ctx);
  const shift = await onShift(ctx, driver);
  const { request } = await claimFor(ctx, shift);
  return { ctx, driver, shift, request };
}

function accountSays(
  ctx: SpecContext,
  on: 'suspended' | 'restored',
  account: { key: string; version: number },
): Promise<void> {
  return consume(accountChanged(ctx, on), { ...account, payload: {} }, { effects: ctx.effects });
}

describe('a shift', () => {
  it('follows its job to the end', async () => {
    const { ctx, driver, shift, request } = await claimed();
    const states = [];

    for (const step of ['assigned', 'arrived', 'started', 'completed'] as const) {
      await bookingSays(ctx, step, request);
      states.push(await stateOf(ctx, shift));
    }
    await paymentSays(ctx, driver.id, request.bookingId);
    states.push(await stateOf(ctx, shift));

    expect(states).toEqual(['EN_ROUTE', 'ARRIVED', 'ON_TRIP', 'PAYING', 'FREE']);
  });

  it('stands where it is when events come again, or late', async () => {
    const { ctx, shift, request } = await claimed();
    for (const step of ['assigned', 'arrived', 'started'] as const) await bookingSays(ctx, step, request);

    for (const step of ['assigned', 'arrived', 'started'] as const) await bookingSays(ctx, step, request);

    expect(await ctx.shifts.get(shift.shiftId)).toMatchObject({ state: 'ON_TRIP', version: 5 });
  });

  it('is not moved by a job under another offer', async () => {
    const { ctx, shift, request } = await claimed();
    const other = { ...request, offerId: anOfferId(ctx) };

    for (const step of ['assigned', 'started', 'completed', 'cancelled', 'no_show'] as const)
      await bookingSays(ctx, step, other);

    expect(await ctx.shifts.get(shift.shiftId)).toMatchObject({ state: 'OFFERED', version: 2 });
  });

  it('cannot get back into a job that it was freed of, whatever comes late', async () => {
    const { ctx, shift, request } = await claimed();
    await bookingSays(ctx, 'assigned', request);
    await bookingSays(ctx, 'reallocating', request);

    for (const step of ['assigned', 'arrived', 'started', 'reallocating'] as const)
      await bookingSays(ctx, step, request);

    expect(await ctx.shifts.get(shift.shiftId)).toMatchObject({ state: 'FREE', version: 4 });
  });

  it('is not freed of its next job by what comes again of the one before', async () => {
    const { ctx, driver, shift, request } = await claimed();
    for (const step of ['assigned', 'started', 'completed'] as const) await bookingSays(ctx, step, request);
    await paymentSays(ctx, driver.id, request.bookingId);
    const { request: second } = await claimFor(ctx, shift);
    for (const step of ['assigned', 'started', 'completed'] as const) await bookingSays(ctx, step, second);

    await paymentSays(ctx, driver.id, request.bookingId);
    await bookingSays(ctx, 'cancelled', request);

    expect(await stateOf(ctx, shift)).toBe('PAYING');
  });

  it('does not wait for a fare that was settled before the end of the trip was told here', async () => {
    const { ctx, driver, shift, request } = await claimed();
    for (const step of ['assigned', 'started'] as const) await bookingSays(ctx, step, request);

    await paymentSays(ctx, driver.id, request.bookingId);
    await bookingSays(ctx, 'completed', request);
    await ctx.pass(0);

    expect(await stateOf(ctx, shift)).toBe('FREE');
  });

  it('has nothing to do with jobs that nobody had, or whose shift is not here', async () => {
    const ctx = await aContext();
    const nobody = { payload: { booking: Booking.fromPartial({ bookingId: 'b' }) } };

    await consume(followBooking(ctx, 'cancelled'), nobody);
    await consume(followBooking(ctx, 'cancelled'), { payload: {} });
    await bookingSays(ctx, 'assigned', { shiftId: 'shift_got_1', offerId: 'o', bookingId: 'b' });
    await paymentSays(ctx, '', 'b');

    expect(ctx.events.events).toEqual([]);
  });

  it('ends at once when a free driver is suspended', async () => {
    const ctx = await aContext();
    const driver = aDriver(ctx);
    const shift = await onShift(ctx, driver);

    await accountSays(ctx, 'suspended', { key: driver.id, version: 5 });

    expect(await stateOf(ctx, shift)).toBe('ENDED');
  });

  it('ends after the trip when its driver is suspended on it', async () => {
    const { ctx, driver, shift, request } = await claimed();
    for (const step of ['assigned', 'started'] as const) await bookingSays(ctx, step, request);
    await accountSays(ctx, 'suspended', { key: driver.id, version: 5 });
    expect(await stateOf(ctx, shift)).toBe('ON_TRIP');

    await bookingSays(ctx, 'completed', request);
    await paymentSays(ctx, driver.id, request.bookingId);

    expect(await stateOf(ctx, shift)).toBe('ENDED');
  });

  it('goes on when the suspension is taken back before that', async () => {
    const { ctx, driver, shift, request } = await claimed();
    await accountSays(ctx, 'suspended', { key: driver.id, version: 5 });
    await accountSays(ctx, 'restored', { key: driver.id, version: 6 });

    await bookingSays(ctx, 'cancelled', request);

    expect(await stateOf(ctx, shift)).toBe('FREE');
  });

  it('is not ended by a suspension from before it began, that comes again', async () => {
    const ctx = await aContext();
    const driver = aDriver(ctx);
    await onShift(ctx, driver);
    await accountSays(ctx, 'suspended', { key: driver.id, version: 5 });
    const account = ctx.others.accounts.get(driver.id);
    if (account) ctx.others.accounts.set(driver.id, { ...account, version: 6 });
    const shift = await onShift(ctx, driver, 'again');

    await accountSays(ctx, 'suspended', { key: driver.id, version: 5 });

    expect(await stateOf(ctx, shift)).toBe('FREE');
  });

  it('has nothing to do with the account of a driver who was never on shift, or has gone', async () => {
    const ctx = await aContext();
    const driver = aDriver(ctx);
    await accountSays(ctx, 'suspended', { key: driver.id, version: 5 });
    const shift = await onShift(ctx, driver);
    await as(ctx, driver, end(ctx))({ commandKey: 'e' });

    await accountSays(ctx, 'suspended', { key: driver.id, version: 6 });

    expect((await ctx.shifts.get(shift.shiftId))?.version).toBe(2);
  });
});
