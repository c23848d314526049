import { consume } from '@hansom/platform-bus/testing';
import { callHandler } from '@hansom/platform-rpc/testing';
import { AccountState, DocumentKind } from '@hansom/proto-driver';
import { ShiftState } from '@hansom/proto-shift';

import { aContext, aDriver, as, inTime, onShift, type SpecContext } from '../../test/a-context.ts';
import { accountChanged } from '../consumers/account-changed.ts';
import { end } from './end.ts';
import { start } from './start.ts';

function starting(ctx: SpecContext, driver: ReturnType<typeof aDriver>, over: object = {}) {
  return as(ctx, driver, start(ctx))({ commandKey: 'k1', serviceTypes: [], ...over });
}

describe('start', () => {
  it('makes a driver FREE, with what the car may serve', async () => {
    const ctx = await aContext();
    const driver = aDriver(ctx);

    const { shift } = await starting(ctx, driver);

    expect(shift).toMatchObject({
      driverId: driver.id,
      state: ShiftState.FREE,
      version: 1,
      city: 'got',
      serviceTypes: ['standard', 'premium'],
    });
    expect(ctx.events.events).toMatchObject([{ type: 'shift.started', city: 'got', tenancy: 'robot' }]);
  });

  it('is listed as live', async () => {
    const ctx = await aContext();

    const shift = await onShift(ctx);

    expect((await ctx.live.page('got')).states.map(({ id }) => id)).toEqual([shift.shiftId]);
  });

  it('answers a repeat alike and begins one shift, also when both come at once', async () => {
    const ctx = await aContext();
    const driver = aDriver(ctx);

    const [first, second] = await inTime(ctx, Promise.all([starting(ctx, driver), starting(ctx, driver)]));
    const third = await starting(ctx, driver);

    expect(second).toEqual(first);
    expect(third).toEqual(first);
    expect(ctx.events.events).toHaveLength(1);
  });

  it('refuses a second shift of the driver, naming the first', async () => {
    const ctx = await aContext();
    const driver = aDriver(ctx);
    const { shiftId } = await onShift(ctx, driver);

    const second = starting(ctx, driver, { commandKey: 'k2' });

    await expect(second).rejects.toMatchObject({
      code: 'shift.already_on_shift',
      context: { shift_id: shiftId },
    });
  });

  it('lists nothing of a second shift of the driver', async () => {
    const ctx = await aContext();
    const driver = aDriver(ctx);
    await onShift(ctx, driver);
    const listed = jest.spyOn(ctx.live, 'add');

    await starting(ctx, driver, { commandKey: 'k2' }).catch(() => undefined);

    expect(listed).not.toHaveBeenCalled();
  });

  it('refuses a second driver with the same car, who is then free to take another at once', async () => {
    const ctx = await aContext();
    const first = aDriver(ctx);
    await onShift(ctx, first);
    const vehicle = ctx.others.accounts.get(first.id)?.vehicle;
    const second = aDriver(ctx, { vehicle });

    await expect(starting(ctx, second)).rejects.toMatchObject({ code: 'shift.vehicle_taken' });
    const account = ctx.others.accounts.get(second.id);
    if (account && vehicle)
      ctx.others.accounts.set(second.id, { ...account, vehicle: { ...vehicle, vehicleId: 'v2' } });

    await expect(starting(ctx, second, { commandKey: 'k2' })).resolves.toMatchObject({
      shift: { version: 1 },
    });
  });

  it('lets the next shift begin once the one before has ended', async () => {
    const ctx = await aContext();
    const driver = aDriver(ctx);
    await onShift(ctx, driver);
    await as(ctx, driver, end(ctx))({ commandKey: 'e1' });

    const { shift } = await starting(ctx, driver, { commandKey: 'k2' });

    expect(shift).toMatchObject({ state: ShiftState.FREE, version: 1 });
  });

  it.each([
    ['shift.account_not_active', { state: AccountState.SUSPENDED }],
    ['shift.account_not_active', { vehicle: undefined }],
    [
      'shift.documents_expired',
      { documents: [{ kind: DocumentKind.TAXI_LICENCE, number: '1', expiresAt: new Date(0) }] },
    ],
  ])('refuses with %s an account with %j', async (code, over) => {
    const ctx = await aContext();

    await expect(starting(ctx, aDriver(ctx, over))).rejects.toMatchObject({ code });
  });

  it('refuses a driver whose place is not known, or was known too long ago', async () => {
    const ctx = await aContext();
    const driver = aDriver(ctx);

    await ctx.pass(30_001);
    await expect(starting(ctx, driver)).rejects.toMatchObject({ code: 'shift.no_recent_fix' });
    ctx.others.seenAt.clear();
    await expect(starting(ctx, driver)).rejects.toMatchObject({ code: 'shift.no_recent_fix' });
  });

  it('refuses a driver who is in another city', async () => {
    const ctx = await aContext();
    ctx.others.city = 'sto';

    await expect(starting(ctx, aDriver(ctx))).rejects.toMatchObject({ code: 'shift.outside_city' });
  });

  it('refuses to serve what the car may not', async () => {
    const ctx = await aContext();

    const asked = starting(ctx, aDriver(ctx), { serviceTypes: ['large'] });

    await expect(asked).rejects.toMatchObject({ fields: [{ field: 'service_types' }] });
  });

  it('refuses whoever is nobody', async () => {
    const ctx = await aContext();

    const asked = callHandler(start(ctx), { commandKey: 'k', serviceTypes: [] }, { effects: ctx.effects });

    await expect(asked).rejects.toMatchObject({ code: 'shift.no_user' });
  });

  it('ends at the latest when the first document expires', async () => {
    const ctx = await aContext();
    const expiresAt = new Date(ctx.clock.now() + 60_000);
    const driver = aDriver(ctx, { documents: [{ kind: DocumentKind.TAXI_LICENCE, number: '1', expiresAt }] });
    const { shiftId } = await onShift(ctx, driver);

    await ctx.pass(60_000);

    expect((await ctx.shifts.get(shiftId))?.state).toBe('ENDED');
  });

  it('goes on under its key after a crash before the shift is there, and else makes way in 30 s', async () => {
    const ctx = await aContext();
    const [one, two] = [aDriver(ctx), aDriver(ctx)];
    let asked = 0;
    ctx.others.beforeAccount = () => {
      if (++asked % 2 === 0 && asked <= 4) throw new Error('crash');
    };
    for (const driver of [one, two]) await expect(starting(ctx, driver)).rejects.toThrow('crash');

    const again = await starting(ctx, one);
    const other = starting(ctx, two, { commandKey: 'k2' });
    await expect(other).rejects.toMatchObject({ code: 'shift.already_on_shift' });
    await ctx.pass(30_000);
    const later = await starting(ctx, two, { commandKey: 'k2' });

    expect([again.shift?.version, later.shift?.version]).toEqual([1, 1]);
  });

  describe('while the account is suspended between its steps', () => {
    const CHANGED = { payload: {}, version: 5 };

    it('never begins, and the driver is not kept from the next', async () => {
      const ctx = await aContext();
      const driver = aDriver(ctx);
      const account = ctx.others.accounts.get(driver.id);
      if (!account) throw new Error('a driver has an account');
      let asked = 0;
      ctx.others.beforeAccount = () => {
        const state = ++asked === 2 ? AccountState.SUSPENDED : AccountState.ACTIVE;
        ctx.others.accounts.set(driver.id, { ...account, state });
      };

      await expect(starting(ctx, driver)).rejects.toMatchObject({ code: 'shift.account_not_active' });
      await expect(starting(ctx, driver, { commandKey: 'k2' })).resolves.toMatchObject({
        shift: { version: 1 },
      });
    });

    it('is made impossible when the account was looked at just before', async () => {
      const ctx = await aContext();
      const driver = aDriver(ctx);
      let asked = 0;
      ctx.others.afterAccount = async () => {
        if (++asked === 2) await consume(accountChanged(ctx, 'suspended'), { key: driver.id, ...CHANGED });
      };

      await expect(starting(ctx, driver)).rejects.toMatchObject({ code: 'shift.abandoned' });
    });

    it('begins all the same where the suspension was taken back just then', async () => {
      const ctx = await aContext();
      const driver = aDriver(ctx);
      let asked = 0;
      ctx.others.afterAccount = async () => {
        if (++asked === 2) await consume(accountChanged(ctx, 'restored'), { key: driver.id, ...CHANGED });
      };

      await expect(starting(ctx, driver)).resolves.toMatchObject({ shift: { state: ShiftState.FREE } });
    });
  });
});
