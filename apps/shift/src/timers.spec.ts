import { HansomError } from '@hansom/platform-errors';
import { DocumentKind } from '@hansom/proto-driver';

import { aContext, aDriver, as, bookingSays, claimFor, onShift, stateOf } from '../test/a-context.ts';
import { takeBreak } from './handlers/take-break.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A driver whose licence ends in an hour, on shift. */
async function withAnHour() {
  const ctx = await aContext();
  const licenceUntil = (ms: number) => {
    return [{ kind: DocumentKind.TAXI_LICENCE, number: '1', expiresAt: new Date(ctx.clock.now() + ms) }];
  };
  const driver = aDriver(ctx, { documents: licenceUntil(HOUR) });
  const shift = await onShift(ctx, driver);
  return {
    ...{ ctx, driver, shift },
    /** Operators accept one that is good for so long. */
    renew: (ms: number) => {
      const account = ctx.others.accounts.get(driver.id);
      if (account) ctx.others.accounts.set(driver.id, { ...account, documents: licenceUntil(ms) });
    },
    /** Lets time pass, in which the driver is heard. */
    drive: async (ms: number) => {
      for (let passed = 0; passed < ms; passed += MINUTE) {
        ctx.others.seenAt.set(driver.id, ctx.clock.now());
        await ctx.pass(MINUTE); // one after the other
      }
    },
  };
}

describe('the timers of a shift', () => {
  it('end an offer that nobody answered 5 s after its deadline, not before', async () => {
    const ctx = await aContext();
    const shift = await onShift(ctx);
    await claimFor(ctx, shift);

    await ctx.pass(19_999);
    expect(await stateOf(ctx, shift)).toBe('OFFERED');
    await ctx.pass(1);

    expect(await stateOf(ctx, shift)).toBe('FREE');
    await ctx.pass(MINUTE);
    expect((await ctx.shifts.get(shift.shiftId))?.version).toBe(3);
  });

  it('free a driver whose fare nobody settles, after 120 s', async () => {
    const ctx = await aContext();
    const shift = await onShift(ctx);
    const { request } = await claimFor(ctx, shift);
    for (const step of ['assigned', 'started', 'completed'] as const) await bookingSays(ctx, step, request);

    await ctx.pass(119_999);
    expect(await stateOf(ctx, shift)).toBe('PAYING');
    await ctx.pass(1);

    expect(await stateOf(ctx, shift)).toBe('FREE');
  });

  it('end the shift of a free driver who has been silent for 5 min', async () => {
    const ctx = await aContext();
    const shift = await onShift(ctx);

    await ctx.pass(5 * MINUTE - 1);
    expect(await stateOf(ctx, shift)).toBe('FREE');
    await ctx.pass(1);

    expect(await stateOf(ctx, shift)).toBe('ENDED');
  });

  it('let a driver go on who is heard, and count from the last fix', async () => {
    const ctx = await aContext();
    const driver = aDriver(ctx);
    const shift = await onShift(ctx, driver);
    await ctx.pass(4 * MINUTE);
    ctx.others.seenAt.set(driver.id, ctx.clock.now());

    await ctx.pass(5 * MINUTE - 1);
    expect(await stateOf(ctx, shift)).toBe('FREE');
    await ctx.pass(1);

    expect(await stateOf(ctx, shift)).toBe('ENDED');
  });

  it('do not take the silence of a trip or a break for that of a free driver', async () => {
    const ctx = await aContext();
    const shift = await onShift(ctx);
    const { request } = await claimFor(ctx, shift);
    for (const step of ['assigned', 'started'] as const) await bookingSays(ctx, step, request);
    await ctx.pass(60 * MINUTE);
    expect(await stateOf(ctx, shift)).toBe('ON_TRIP');

    await bookingSays(ctx, 'cancelled', request);
    await ctx.pass(5 * MINUTE - 1);

    expect(await stateOf(ctx, shift)).toBe('FREE');
  });

  it('end a shift after 12 h, from a break too', async () => {
    const ctx = await aContext();
    const driver = aDriver(ctx);
    const shift = await onShift(ctx, driver);
    await as(ctx, driver, takeBreak(ctx))({ commandKey: 'b' });

    await ctx.pass(12 * 60 * MINUTE - 1);
    expect(await stateOf(ctx, shift)).toBe('BREAK');
    await ctx.pass(1);

    expect(await stateOf(ctx, shift)).toBe('ENDED');
  });

  it('let a shift go on past a document that was renewed meanwhile, as long as the new one is good', async () => {
    const { ctx, shift, renew, drive } = await withAnHour();
    renew(3 * HOUR);

    await drive(3 * HOUR - MINUTE);
    expect(await stateOf(ctx, shift)).toBe('FREE');
    await drive(MINUTE);

    expect(await stateOf(ctx, shift)).toBe('ENDED');
  });

  it('let it go on from a break too, and no longer than for 12 h', async () => {
    const { ctx, driver, shift, renew, drive } = await withAnHour();
    await as(ctx, driver, takeBreak(ctx))({ commandKey: 'b' });
    renew(1_000 * HOUR);

    await drive(12 * HOUR - MINUTE);
    expect(await stateOf(ctx, shift)).toBe('BREAK');
    await drive(MINUTE);

    expect(await stateOf(ctx, shift)).toBe('ENDED');
  });

  it('let it go on after a trip during which the old document ended', async () => {
    const { ctx, shift, renew, drive } = await withAnHour();
    const { request } = await claimFor(ctx, shift);
    for (const step of ['assigned', 'started'] as const) await bookingSays(ctx, step, request);
    renew(5 * HOUR);
    await drive(2 * HOUR);

    await bookingSays(ctx, 'cancelled', request);

    expect(await stateOf(ctx, shift)).toBe('FREE');
  });

  it.each([
    ['nothing was renewed', () => undefined],
    [
      'nobody can tell',
      () => Promise.reject(new HansomError('unavailable', 'driver.away', { description: '' })),
    ],
  ])('end it at that document where %s', async (_, beforeAccount) => {
    const { ctx, shift, drive } = await withAnHour();
    ctx.others.beforeAccount = beforeAccount;

    await drive(HOUR);

    expect(await stateOf(ctx, shift)).toBe('ENDED');
  });

  it('let a trip end that lasts beyond the 12 h, and then the shift', async () => {
    const ctx = await aContext();
    const shift = await onShift(ctx);
    const { request } = await claimFor(ctx, shift);
    for (const step of ['assigned', 'started'] as const) await bookingSays(ctx, step, request);
    await ctx.pass(12 * 60 * MINUTE);
    expect(await stateOf(ctx, shift)).toBe('ON_TRIP');

    await bookingSays(ctx, 'completed', request);
    await ctx.pass(120_000);

    expect(await stateOf(ctx, shift)).toBe('ENDED');
  });
});
