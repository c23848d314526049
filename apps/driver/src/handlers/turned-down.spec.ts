import { type User } from '@hansom/platform-identity';
import { callHandler } from '@hansom/platform-rpc/testing';
import { AccountState } from '@hansom/proto-driver';

import {
  aContext,
  aDocument,
  aDriver,
  applied,
  as,
  named,
  type SpecContext,
  stateOf,
  submitted,
} from '../../test/a-context.ts';
import { addDocument } from './add-document.ts';
import { approve } from './approve.ts';
import { close } from './close.ts';
import { reject } from './reject.ts';
import { submit } from './submit.ts';

/** Turns down what was handed in. */
async function rejected(ctx: SpecContext, driver: User, reason = 'unreadable'): Promise<User> {
  await callHandler(reject(ctx), { commandKey: `reject: ${reason}`, driverId: driver.id, reason });
  return driver;
}

async function mended(ctx: SpecContext, driver: User, number = 'readable'): Promise<void> {
  await as(ctx, driver, addDocument(ctx))({ document: aDocument(ctx, { number }) });
}

async function handedIn(ctx: SpecContext, driver: User) {
  return (await as(ctx, driver, submit(ctx))({})).driver;
}

describe('an application that was turned down', () => {
  it('keeps its car and documents, is mended, and is handed in anew with the reason to be read', async () => {
    const ctx = await aContext();
    const driver = await rejected(ctx, await submitted(ctx));
    await mended(ctx, driver);

    const first = await handedIn(ctx, driver);
    const again = await handedIn(ctx, driver);

    expect(first).toMatchObject({
      ...{ state: AccountState.IN_REVIEW, reason: 'unreadable', vehicle: { plate: 'ABC123' }, renewals: [] },
      documents: [{ number: 'A-1' }, { number: 'readable' }, { number: 'A-1' }],
    });
    expect(again).toEqual(first);
    expect(ctx.events.events.filter(({ type }) => type === 'driver.submitted')).toHaveLength(2);
  });

  it('is decided anew: approved without a reason, or turned down for another', async () => {
    const ctx = await aContext();
    const driver = await rejected(ctx, await submitted(ctx));
    const { id: driverId } = driver;
    await mended(ctx, driver);
    await handedIn(ctx, driver);

    await rejected(ctx, driver, 'expired');
    expect((await ctx.accounts.get(driverId))?.fields.reason).toBe('expired');
    await mended(ctx, driver, 'renewed');
    await handedIn(ctx, driver);

    const decided = await callHandler(approve(ctx), { commandKey: 'a', driverId, basedOnVersion: 0 });
    expect(decided.driver).toMatchObject({ state: AccountState.ACTIVE, reason: '' });
  });

  it('is refused as long as nothing has changed, also where the same is handed in', async () => {
    const ctx = await aContext();
    const driver = await rejected(ctx, await submitted(ctx));
    await mended(ctx, driver, 'A-1');
    await named(ctx, driver);

    await expect(handedIn(ctx, driver)).rejects.toMatchObject({ code: 'driver.nothing_changed' });
  });

  it('is refused to a request that comes late, after it was turned down once more', async () => {
    const ctx = await aContext();
    const driver = await rejected(ctx, await submitted(ctx));
    await mended(ctx, driver);
    await handedIn(ctx, driver);
    await rejected(ctx, driver, 'expired');

    await expect(handedIn(ctx, driver)).rejects.toMatchObject({ code: 'driver.nothing_changed' });
  });

  it('is handed in with another car, and the former plate is free', async () => {
    const ctx = await aContext();
    const driver = await rejected(ctx, await submitted(ctx), 'too small');

    expect(await named(ctx, driver, 'XYZ789')).toMatchObject({ state: AccountState.REJECTED });

    expect(await handedIn(ctx, driver)).toMatchObject({ vehicle: { plate: 'XYZ789' } });
    expect((await named(ctx, await applied(ctx)))?.vehicle?.plate).toBe('ABC123');
  });

  it('lacks a car once another driver has the plate', async () => {
    const ctx = await aContext();
    const driver = await rejected(ctx, await submitted(ctx));
    await named(ctx, await applied(ctx));
    await mended(ctx, driver);

    await expect(handedIn(ctx, driver)).rejects.toMatchObject({
      code: 'driver.application_incomplete',
      context: { missing: 'vehicle' },
    });
    await expect(named(ctx, driver)).rejects.toMatchObject({ code: 'driver.plate_taken' });
    await named(ctx, driver, 'XYZ789');
    expect(await handedIn(ctx, driver)).toMatchObject({ state: AccountState.IN_REVIEW });
  });

  it('of a robot is approved by rule when it is handed in anew', async () => {
    const ctx = await aContext({ approveTestRange: true, approveAfterMs: 3_000 });
    const robot = await rejected(ctx, await submitted(ctx, aDriver(ctx, { tenancy: 'robot' })));
    await ctx.pass(3_000);
    expect(await stateOf(ctx, robot)).toBe('REJECTED');
    await mended(ctx, robot);
    await handedIn(ctx, robot);

    await ctx.pass(3_000);

    expect(await stateOf(ctx, robot)).toBe('ACTIVE');
  });

  it('can be closed, and then nothing brings it back', async () => {
    const ctx = await aContext();
    const driver = await rejected(ctx, await submitted(ctx));
    await callHandler(close(ctx), { commandKey: 'c', driverId: driver.id, reason: 'forged' });

    for (const asked of [handedIn(ctx, driver), mended(ctx, driver), named(ctx, driver, 'XYZ789')])
      await expect(asked).rejects.toMatchObject({
        code: 'driver.transition_not_allowed',
        context: { state: 'CLOSED' },
      });
    expect((await named(ctx, await applied(ctx)))?.vehicle?.plate).toBe('ABC123');
  });
});
