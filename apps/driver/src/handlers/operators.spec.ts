import { aUser } from '@hansom/platform-identity/testing';
import { callHandler } from '@hansom/platform-rpc/testing';
import { AccountState } from '@hansom/proto-driver';

import { aContext, aDriver, active, applied, as, named, submitted } from '../../test/a-context.ts';
import { approve } from './approve.ts';
import { close } from './close.ts';
import { getDriver } from './get-driver.ts';
import { listDrivers } from './list-drivers.ts';
import { reject } from './reject.ts';
import { restore } from './restore.ts';
import { suspend } from './suspend.ts';

describe('an operator', () => {
  it('approves an applicant, once for each key', async () => {
    const ctx = await aContext();
    const { id: driverId } = await submitted(ctx);

    const first = await callHandler(approve(ctx), { commandKey: 'k', driverId, basedOnVersion: 0 });
    const again = await callHandler(approve(ctx), { commandKey: 'k', driverId, basedOnVersion: 0 });

    expect(first.driver).toMatchObject({ state: AccountState.ACTIVE, version: 7 });
    expect(again.driver).toEqual(first.driver);
  });

  it('rejects one, with a reason', async () => {
    const ctx = await aContext();
    const { id: driverId } = await submitted(ctx);

    const { driver } = await callHandler(reject(ctx), { commandKey: 'k', driverId, reason: 'no licence' });

    expect(driver).toMatchObject({ state: AccountState.REJECTED, reason: 'no licence' });
  });

  it('suspends and restores a driver', async () => {
    const ctx = await aContext();
    const { id: driverId } = await active(ctx);

    const suspended = await callHandler(suspend(ctx), { commandKey: '1', driverId, reason: 'complaints' });
    const restored = await callHandler(restore(ctx), { commandKey: '2', driverId });

    expect(suspended.driver).toMatchObject({ state: AccountState.SUSPENDED, reason: 'complaints' });
    expect(restored.driver).toMatchObject({ state: AccountState.ACTIVE, reason: '' });
    expect(ctx.events.events.slice(-2).map(({ type }) => type)).toEqual([
      'driver.suspended',
      'driver.restored',
    ]);
  });

  it('cannot approve who has not handed in, nor bring back who is closed', async () => {
    const ctx = await aContext();
    const { id: driverId } = await applied(ctx);

    const early = callHandler(approve(ctx), { commandKey: '1', driverId, basedOnVersion: 0 });
    await expect(early).rejects.toMatchObject({ code: 'driver.transition_not_allowed' });
    await callHandler(close(ctx), { commandKey: '2', driverId, reason: 'moved away' });

    const late = callHandler(restore(ctx), { commandKey: '3', driverId });
    await expect(late).rejects.toMatchObject({ context: { state: 'CLOSED' } });
  });

  it('cannot approve who has no car any more', async () => {
    const ctx = await aContext();
    const { id: driverId } = await submitted(ctx);
    const vehicleId = (await ctx.accounts.get(driverId))?.fields.vehicle_id ?? '';
    await ctx.vehicles.transition(vehicleId, { decide: () => ({ to: 'RETIRED' }) });

    const approved = callHandler(approve(ctx), { commandKey: 'k', driverId, basedOnVersion: 0 });

    await expect(approved).rejects.toMatchObject({ context: { missing: 'vehicle' } });
  });

  it('is told of a wrong id, and of an unknown one', async () => {
    const ctx = await aContext();
    const { id: driverId } = aDriver(ctx);

    const wrong = callHandler(suspend(ctx), { commandKey: '', driverId: 'x', reason: '' });
    const unknown = callHandler(suspend(ctx), { commandKey: 'k', driverId, reason: 'why' });

    await expect(wrong).rejects.toMatchObject({
      fields: [{ field: 'driver_id' }, { field: 'command_key' }, { field: 'reason' }],
    });
    await expect(unknown).rejects.toMatchObject({ code: 'driver.not_found' });
  });
});

describe('getDriver', () => {
  it('shows drivers their own account only', async () => {
    const ctx = await aContext();
    const [one, other] = [await applied(ctx), await applied(ctx)];

    const own = await as(ctx, one, getDriver(ctx))({ driverId: one.id });
    const foreign = as(ctx, one, getDriver(ctx))({ driverId: other.id });

    expect(own.driver?.driverId).toBe(one.id);
    await expect(foreign).rejects.toMatchObject({ code: 'driver.not_found' });
  });

  it('shows riders the name and the car, and nothing else of an account', async () => {
    const ctx = await aContext();
    const suspended = await active(ctx);
    const { id: driverId } = suspended;
    await callHandler(suspend(ctx), { commandKey: 'k', driverId, reason: 'complaints' });
    await named(ctx, suspended, 'NEW222');
    const rider = aUser({ id: 'rider_1', roles: ['RIDER'] });

    const whole = await callHandler(getDriver(ctx), { driverId });
    const { driver } = await as(ctx, rider, getDriver(ctx))({ driverId });

    expect(whole.driver).toMatchObject({ phone: expect.stringMatching(/^\+/), reason: 'complaints' });
    expect(whole.driver).toMatchObject({ vehicleRenewal: { plate: 'NEW222' } });
    expect(driver).toMatchObject({ name: whole.driver?.name, vehicle: whole.driver?.vehicle });
    expect(driver).toMatchObject({ phone: '', documents: [], renewals: [], reason: '' });
    expect(driver?.vehicleRenewal).toBeUndefined();
  });
});

describe('listDrivers', () => {
  it('lists the accounts of a city, newest first, of a state or all', async () => {
    const ctx = await aContext();
    const first = await applied(ctx);
    await ctx.pass(1);
    const second = await submitted(ctx);
    await ctx.roll.note('got', aDriver(ctx).id, ctx.clock.now()); // and no account came

    const all = await callHandler(listDrivers(ctx), {
      city: 'got',
      state: AccountState.UNSPECIFIED,
      page: '',
    });
    const some = await callHandler(listDrivers(ctx), { city: 'got', state: AccountState.APPLIED, page: '' });
    const elsewhere = await callHandler(listDrivers(ctx), {
      city: 'sto',
      state: AccountState.UNSPECIFIED,
      page: '',
    });

    expect(all.drivers.map(({ driverId }) => driverId)).toEqual([second.id, first.id]);
    expect(some.drivers.map(({ driverId }) => driverId)).toEqual([first.id]);
    expect(elsewhere.drivers).toEqual([]);
  });
});
