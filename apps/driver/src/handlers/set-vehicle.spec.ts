import { callHandler } from '@hansom/platform-rpc/testing';

import {
  aContext,
  aDriver,
  applied,
  as,
  aVehicle,
  leftOver,
  named,
  type SpecContext,
  submitted,
} from '../../test/a-context.ts';
import { close } from './close.ts';
import { getDriver } from './get-driver.ts';
import { reject } from './reject.ts';
import { setVehicle } from './set-vehicle.ts';

async function plateOf(ctx: SpecContext, driverId: string) {
  const { driver } = await callHandler(getDriver(ctx), { driverId });
  return driver?.vehicle?.plate;
}

describe('setVehicle', () => {
  it('registers a car under its plate, in capitals and without blanks', async () => {
    const ctx = await aContext();

    const account = await named(ctx, await applied(ctx), 'abc 123');

    expect(account).toMatchObject({ version: 2, vehicle: { plate: 'ABC123', make: 'Volvo', seats: 4 } });
    expect(account?.vehicle?.vehicleId).toMatch(/^vehicle_got_/);
  });

  it('keeps the car when it is named again', async () => {
    const ctx = await aContext();
    const driver = await applied(ctx);
    const first = await named(ctx, driver);

    expect(await named(ctx, driver)).toEqual(first);
  });

  it('registers it anew when something else is said of it, and the account has changed', async () => {
    const ctx = await aContext();
    const driver = await applied(ctx);
    const first = await named(ctx, driver);

    const { driver: again } = await as(
      ctx,
      driver,
      setVehicle(ctx),
    )({ vehicle: aVehicle({ colour: 'red' }) });

    expect(again?.vehicle).toMatchObject({ plate: 'ABC123', colour: 'red' });
    expect(again?.vehicle?.vehicleId).not.toBe(first?.vehicle?.vehicleId);
    expect(again?.version).toBeGreaterThan(first?.version ?? 0);
  });

  it('refuses a plate that another driver has', async () => {
    const ctx = await aContext();
    await named(ctx, await applied(ctx));

    await expect(named(ctx, await applied(ctx))).rejects.toMatchObject({ code: 'driver.plate_taken' });
  });

  it('gives the former plate back, and takes it again', async () => {
    const ctx = await aContext();
    const [first, second] = [await applied(ctx), await applied(ctx)];
    await named(ctx, first);
    await named(ctx, first, 'XYZ789');

    expect((await named(ctx, second))?.vehicle?.plate).toBe('ABC123');
    expect((await named(ctx, first, 'XYZ789'))?.vehicle?.plate).toBe('XYZ789');
    await expect(named(ctx, first)).rejects.toMatchObject({ code: 'driver.plate_taken' });
  });

  it.each([
    ['rejected', reject],
    ['closed', close],
  ] as const)('gets the plate of an account that was %s', async (_what, end) => {
    const ctx = await aContext();
    const { id: driverId } = await submitted(ctx);
    await callHandler(end(ctx), { commandKey: 'k', driverId, reason: 'why' });

    expect((await named(ctx, await applied(ctx)))?.vehicle?.plate).toBe('ABC123');
    expect(await plateOf(ctx, driverId)).toBeUndefined();
  });

  it('goes on with what a former try of the same driver left', async () => {
    const ctx = await aContext();
    const driver = await applied(ctx);
    const vehicleId = await leftOver(ctx, driver.id);

    expect((await named(ctx, driver))?.vehicle?.vehicleId).toBe(vehicleId);
  });

  it('leaves the plate to a driver who may be about to name it, for 30 s', async () => {
    const ctx = await aContext();
    const [paused, other] = [await applied(ctx), await applied(ctx)];
    await leftOver(ctx, paused.id);

    await ctx.pass(30_000);
    await expect(named(ctx, other)).rejects.toMatchObject({ code: 'driver.plate_taken' });
    await ctx.pass(1);

    expect((await named(ctx, other))?.vehicle?.plate).toBe('ABC123');
  });

  it('gives the plate to one of two, however late a paused one names its car', async () => {
    const ctx = await aContext();
    const [paused, other] = [await applied(ctx), await applied(ctx)];
    const vehicleId = await leftOver(ctx, paused.id);
    await ctx.pass(30_001);
    await named(ctx, other);

    await ctx.accounts.transition(paused.id, { decide: () => ({ set: { vehicle_id: vehicleId } }) });

    expect(await plateOf(ctx, paused.id)).toBeUndefined();
    expect(await plateOf(ctx, other.id)).toBe('ABC123');
  });

  it('frees the plate of an account that died before it gave it back', async () => {
    const ctx = await aContext();
    const gone = await applied(ctx);
    await named(ctx, gone);
    await ctx.accounts.transition(gone.id, { decide: () => ({ to: 'CLOSED' }) });

    expect((await named(ctx, await applied(ctx)))?.vehicle?.plate).toBe('ABC123');
  });

  it('is refused once the application was handed in', async () => {
    const ctx = await aContext();
    const driver = await submitted(ctx);

    await expect(named(ctx, driver, 'XYZ789')).rejects.toMatchObject({
      code: 'driver.transition_not_allowed',
      context: { state: 'IN_REVIEW' },
    });
  });

  it('refuses what is no car, each by its name', async () => {
    const ctx = await aContext();
    const driver = aDriver(ctx);

    const asked = as(
      ctx,
      driver,
      setVehicle(ctx),
    )({
      vehicle: { vehicleId: '', plate: '-', make: '', model: '', colour: '', seats: 0, serviceTypes: [] },
    });

    await expect(asked).rejects.toMatchObject({
      fields: ['plate', 'make', 'model', 'colour', 'seats', 'service_types'].map((name) => ({
        field: `vehicle.${name}`,
      })),
    });
  });
});
