import { type User } from '@hansom/platform-identity';
import { callHandler } from '@hansom/platform-rpc/testing';
import { AccountState, DocumentKind, type Vehicle } from '@hansom/proto-driver';

import {
  aContext,
  active,
  aDocument,
  aDriver,
  applied,
  as,
  aVehicle,
  leftOver,
  named,
  type SpecContext,
} from '../../test/a-context.ts';
import { addDocument } from './add-document.ts';
import { approve } from './approve.ts';
import { close } from './close.ts';
import { getDriver } from './get-driver.ts';
import { setVehicle } from './set-vehicle.ts';
import { suspend } from './suspend.ts';

const TAKEN = { code: 'driver.plate_taken' };

async function handedIn(ctx: SpecContext, driver: User, over: Partial<Vehicle> = {}) {
  const vehicle = aVehicle({ plate: 'NEW222', ...over });
  const { driver: account } = await as(ctx, driver, setVehicle(ctx))({ vehicle });
  return account;
}

function accept(ctx: SpecContext, { id: driverId }: User, basedOnVersion = 0) {
  return callHandler(approve(ctx), { commandKey: 'accept', driverId, basedOnVersion });
}

async function platesOf(ctx: SpecContext, { id: driverId }: User) {
  const { driver } = await callHandler(getDriver(ctx), { driverId });
  return [driver?.vehicle?.plate, driver?.vehicleRenewal?.plate];
}

/** A driver who applies, and names the car with this plate. */
async function another(ctx: SpecContext, plate: string) {
  return (await named(ctx, await applied(ctx), plate))?.vehicle?.plate;
}

describe('a car that is handed in', () => {
  it('waits beside the one that counts once the application was approved, and has its plate', async () => {
    const ctx = await aContext();

    const account = await handedIn(ctx, await active(ctx));

    expect(account).toMatchObject({
      ...{ state: AccountState.ACTIVE, version: 8 },
      ...{ vehicle: { plate: 'ABC123' }, vehicleRenewal: { plate: 'NEW222' } },
    });
    await expect(another(ctx, 'NEW222')).rejects.toMatchObject(TAKEN);
    await expect(another(ctx, 'ABC123')).rejects.toMatchObject(TAKEN);
  });

  it('changes nothing when it comes again', async () => {
    const ctx = await aContext();
    const driver = await active(ctx);
    const first = await handedIn(ctx, driver);

    expect(await handedIn(ctx, driver)).toEqual(first);
  });

  it('takes the place of the one that waits, whose plate is free', async () => {
    const ctx = await aContext();
    const driver = await active(ctx);
    await handedIn(ctx, driver);

    await handedIn(ctx, driver, { plate: 'NEWER3' });

    expect(await platesOf(ctx, driver)).toEqual(['ABC123', 'NEWER3']);
    expect(await another(ctx, 'NEW222')).toBe('NEW222');
  });

  it('is called off by the one that counts, handed in again', async () => {
    const ctx = await aContext();
    const driver = await active(ctx);
    await handedIn(ctx, driver);

    await named(ctx, driver);

    expect(await platesOf(ctx, driver)).toEqual(['ABC123', undefined]);
    expect(await another(ctx, 'NEW222')).toBe('NEW222');
  });

  it('is refused with the plate of another driver, and the account is as it was', async () => {
    const ctx = await aContext();
    const driver = await active(ctx);
    await another(ctx, 'NEW222');

    await expect(handedIn(ctx, driver)).rejects.toMatchObject(TAKEN);

    expect((await ctx.accounts.get(driver.id))?.version).toBe(7);
    expect(await platesOf(ctx, driver)).toEqual(['ABC123', undefined]);
  });

  it('says nothing else of the one that counts, as that was approved', async () => {
    const ctx = await aContext();
    const driver = await active(ctx);

    const asked = handedIn(ctx, driver, { plate: 'ABC123', seats: 8 });

    await expect(asked).rejects.toMatchObject({ code: 'driver.vehicle_approved' });
    expect((await callHandler(getDriver(ctx), { driverId: driver.id })).driver?.vehicle?.seats).toBe(4);
  });

  it('counts at once where a rule approves, and the former plate is free', async () => {
    const ctx = await aContext({ approveTestRange: true, approveAfterMs: 0 });
    const robot = await active(ctx, aDriver(ctx, { tenancy: 'robot' }));

    await handedIn(ctx, robot);

    expect(await platesOf(ctx, robot)).toEqual(['NEW222', undefined]);
    expect(await another(ctx, 'ABC123')).toBe('ABC123');
  });

  it('is refused when the account is closed, which frees both plates', async () => {
    const ctx = await aContext();
    const driver = await active(ctx);
    await handedIn(ctx, driver);

    await callHandler(close(ctx), { commandKey: 'c', driverId: driver.id, reason: 'moved away' });

    await expect(handedIn(ctx, driver)).rejects.toMatchObject({ context: { state: 'CLOSED' } });
    expect(await platesOf(ctx, driver)).toEqual([undefined, undefined]);
    expect([await another(ctx, 'ABC123'), await another(ctx, 'NEW222')]).toEqual(['ABC123', 'NEW222']);
  });

  it('goes on with what a former try left that died before it named the car', async () => {
    const ctx = await aContext();
    const driver = await active(ctx);
    const vehicleId = await leftOver(ctx, driver.id, { plate: 'NEW222' });

    expect((await handedIn(ctx, driver))?.vehicleRenewal?.vehicleId).toBe(vehicleId);
  });
});

describe('an operator', () => {
  it('accepts it once for each key: it counts, the former plate is free, nobody is told of an approval', async () => {
    const ctx = await aContext();
    const driver = await active(ctx);
    await handedIn(ctx, driver);

    const first = await accept(ctx, driver, 8);
    const again = await accept(ctx, driver, 8);

    expect(first.driver).toMatchObject({
      state: AccountState.ACTIVE,
      version: 9,
      vehicle: { plate: 'NEW222' },
    });
    expect(first.driver?.vehicleRenewal).toBeUndefined();
    expect(again.driver).toEqual(first.driver);
    expect(await another(ctx, 'ABC123')).toBe('ABC123');
    expect(ctx.events.events.filter(({ type }) => type === 'driver.approved')).toHaveLength(1);
  });

  it('accepts it, and who has a ride in the former one is still told of that, and of no car of another', async () => {
    const ctx = await aContext();
    const driver = await active(ctx);
    const { id: driverId } = driver;
    const vehicleId = (await handedIn(ctx, driver))?.vehicle?.vehicleId;
    await accept(ctx, driver);
    const foreign = (await named(ctx, await applied(ctx)))?.vehicle?.vehicleId;

    const asked = (id?: string) => callHandler(getDriver(ctx), { driverId, vehicleId: id });

    expect((await asked(vehicleId)).driver?.vehicle).toMatchObject({ vehicleId, plate: 'ABC123' });
    expect((await asked(foreign)).driver?.vehicle).toBeUndefined();
    expect((await asked()).driver?.vehicle?.plate).toBe('NEW222');
    await expect(asked('x')).rejects.toMatchObject({ fields: [{ field: 'vehicle_id' }] });
  });

  it('accepts it with the insurance that waits for it', async () => {
    const ctx = await aContext();
    const driver = await active(ctx);
    await handedIn(ctx, driver);
    const document = aDocument(ctx, { kind: DocumentKind.INSURANCE, number: 'of the new car' });
    await as(ctx, driver, addDocument(ctx))({ document });

    const { driver: account } = await accept(ctx, driver);

    expect(account).toMatchObject({ vehicle: { plate: 'NEW222' }, renewals: [] });
    expect(account?.documents.at(-1)).toEqual(document);
  });

  it('accepts one of who is suspended, who stays so', async () => {
    const ctx = await aContext();
    const driver = await active(ctx);
    await callHandler(suspend(ctx), { commandKey: 's', driverId: driver.id, reason: 'the car' });
    await handedIn(ctx, driver);

    const { driver: account } = await accept(ctx, driver);

    expect(account).toMatchObject({
      ...{ state: AccountState.SUSPENDED, reason: 'the car', vehicle: { plate: 'NEW222' } },
    });
  });

  it.each([
    ['another car', { plate: 'UNSEEN' }],
    ['something else that is said of it', { seats: 8 }],
  ])('accepts nothing that was not looked at: %s', async (_what, unseen) => {
    const ctx = await aContext();
    const driver = await active(ctx);
    const seen = await handedIn(ctx, driver);
    const last = await handedIn(ctx, driver, unseen);

    await expect(accept(ctx, driver, seen?.version)).rejects.toMatchObject({
      code: 'driver.version_mismatch',
    });

    const { driver: account } = await accept(ctx, driver, last?.version);
    expect(account?.vehicle).toMatchObject(unseen);
  });

  it('accepts no car while its driver has it registered anew', async () => {
    const ctx = await aContext();
    const driver = await active(ctx);
    await handedIn(ctx, driver);
    const accepted: unknown[] = [];
    const retiring: SpecContext['vehicles']['transition'] = async (...args) => {
      accepted.push(await accept(ctx, driver).catch((error: unknown) => error));
      return ctx.vehicles.transition(...args);
    };
    const paused = { ...ctx, vehicles: { ...ctx.vehicles, transition: retiring } };

    const account = await handedIn(paused, driver, { seats: 8 });

    expect(accepted).toMatchObject([{ code: 'driver.transition_not_allowed' }]);
    expect(account).toMatchObject({
      vehicle: { plate: 'ABC123' },
      vehicleRenewal: { plate: 'NEW222', seats: 8 },
    });
  });

  it('accepts no car that its driver is about to register anew, and the driver goes on where he broke off', async () => {
    const ctx = await aContext();
    const driver = await active(ctx);
    await handedIn(ctx, driver);
    await ctx.accounts.transition(driver.id, { decide: () => ({ set: { vehicle_renewal_id: undefined } }) });

    await expect(accept(ctx, driver)).rejects.toMatchObject({ code: 'driver.transition_not_allowed' });

    expect((await handedIn(ctx, driver, { seats: 8 }))?.vehicleRenewal?.seats).toBe(8);
  });

  it('accepts no car whose plate went to another before a paused driver named it', async () => {
    const ctx = await aContext();
    const driver = await active(ctx);
    const vehicleId = await leftOver(ctx, driver.id, { plate: 'NEW222' });
    await ctx.pass(30_001);
    await another(ctx, 'NEW222');
    await ctx.accounts.transition(driver.id, { decide: () => ({ set: { vehicle_renewal_id: vehicleId } }) });

    await expect(accept(ctx, driver)).rejects.toMatchObject({ code: 'driver.transition_not_allowed' });

    expect(await platesOf(ctx, driver)).toEqual(['ABC123', undefined]);
  });

  it('leaves a car that waits its plate, however long it does', async () => {
    const ctx = await aContext();
    await handedIn(ctx, await active(ctx));

    await ctx.pass(30_001);

    await expect(another(ctx, 'NEW222')).rejects.toMatchObject(TAKEN);
  });

  it('frees the former plate also where the process died before it did', async () => {
    const ctx = await aContext();
    const driver = await active(ctx);
    const id = (await handedIn(ctx, driver))?.vehicleRenewal?.vehicleId;
    const decide = () => ({ set: { vehicle_id: id, vehicle_renewal_id: undefined } });
    await ctx.accounts.transition(driver.id, { decide, command: 'accept' });
    await ctx.pass(30_001);

    const { driver: account } = await accept(ctx, driver);

    expect(account).toMatchObject({ vehicle: { plate: 'NEW222' }, version: 9 });
    expect(await another(ctx, 'ABC123')).toBe('ABC123');
  });
});
