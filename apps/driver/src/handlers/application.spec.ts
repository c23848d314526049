import { callHandler } from '@hansom/platform-rpc/testing';
import { AccountState, DocumentKind } from '@hansom/proto-driver';

import { aContext, aDocument, aDriver, applied, as, stateOf, submitted } from '../../test/a-context.ts';
import { addDocument } from './add-document.ts';
import { apply } from './apply.ts';
import { submit } from './submit.ts';

const ASTA = { city: 'got', name: 'Asta', phone: '+46701234567' };

describe('apply', () => {
  it('makes the account of the caller, with the tenancy of his token', async () => {
    const ctx = await aContext();
    const driver = aDriver(ctx, { tenancy: 'robot' });

    const { driver: account } = await as(ctx, driver, apply(ctx))(ASTA);

    expect(account).toMatchObject({
      driverId: driver.id,
      state: AccountState.APPLIED,
      version: 1,
      name: 'Asta',
      documents: [],
    });
    expect(ctx.events.events).toMatchObject([{ type: 'driver.applied', city: 'got', tenancy: 'robot' }]);
  });

  it('answers a repeat with the same account, whatever it says', async () => {
    const ctx = await aContext();
    const driver = aDriver(ctx);
    await as(ctx, driver, apply(ctx))(ASTA);

    const { driver: account } = await as(ctx, driver, apply(ctx))({ ...ASTA, name: 'Berit' });

    expect(account).toMatchObject({ name: 'Asta', version: 1 });
  });

  it('refuses what is wrong, each by its name, and whoever is no driver', async () => {
    const ctx = await aContext();

    const asked = as(ctx, aDriver(ctx), apply(ctx))({ city: 'sto', name: '', phone: '0701234567' });

    await expect(asked).rejects.toMatchObject({
      fields: [{ field: 'city' }, { field: 'name' }, { field: 'phone' }],
    });
    await expect(callHandler(apply(ctx), ASTA)).rejects.toMatchObject({ code: 'driver.no_user' });
  });
});

describe('addDocument', () => {
  it('keeps one of each kind, in their order', async () => {
    const ctx = await aContext();
    const driver = await applied(ctx);
    const add = as(ctx, driver, addDocument(ctx));

    await add({ document: aDocument(ctx, { kind: DocumentKind.INSURANCE }) });
    await add({ document: aDocument(ctx, { kind: DocumentKind.DRIVING_LICENCE, number: 'old' }) });
    const { driver: account } = await add({
      document: aDocument(ctx, { kind: DocumentKind.DRIVING_LICENCE, number: 'new' }),
    });

    expect(account?.documents.map(({ kind, number }) => [kind, number])).toEqual([
      [DocumentKind.DRIVING_LICENCE, 'new'],
      [DocumentKind.INSURANCE, 'A-1'],
    ]);
  });

  it('changes nothing when it comes again', async () => {
    const ctx = await aContext();
    const driver = await applied(ctx);
    const document = aDocument(ctx);
    await as(ctx, driver, addDocument(ctx))({ document });

    const { driver: account } = await as(ctx, driver, addDocument(ctx))({ document });

    expect(account?.version).toBe(2);
  });

  it('refuses one that has expired, and one that is none', async () => {
    const ctx = await aContext();
    const add = as(ctx, await applied(ctx), addDocument(ctx));

    const expired = add({ document: aDocument(ctx, { expiresAt: new Date(ctx.clock.now()) }) });

    await expect(expired).rejects.toMatchObject({ code: 'driver.document_expired' });
    await expect(add({ document: undefined })).rejects.toMatchObject({
      fields: [{ field: 'document.kind' }, { field: 'document.number' }, { field: 'document.expires_at' }],
    });
  });

  it('takes one that is good for twenty years, and none for longer', async () => {
    const ctx = await aContext();
    const add = as(ctx, await applied(ctx), addDocument(ctx));
    const inTwenty = new Date(ctx.clock.now());
    inTwenty.setUTCFullYear(inTwenty.getUTCFullYear() + 20);
    const later = new Date(inTwenty.getTime() + 2 * 86_400_000);

    await expect(add({ document: aDocument(ctx, { expiresAt: inTwenty }) })).resolves.toBeDefined();
    await expect(add({ document: aDocument(ctx, { expiresAt: later }) })).rejects.toMatchObject({
      fields: [{ field: 'document.expires_at' }],
    });
  });

  it('refuses whoever has not applied', async () => {
    const ctx = await aContext();

    const asked = as(ctx, aDriver(ctx), addDocument(ctx))({ document: aDocument(ctx) });

    await expect(asked).rejects.toMatchObject({ code: 'driver.not_found' });
  });
});

describe('submit', () => {
  it('hands in what is complete; again changes nothing', async () => {
    const ctx = await aContext();
    const driver = await submitted(ctx);

    const { driver: account } = await as(ctx, driver, submit(ctx))({});

    expect(account).toMatchObject({
      state: AccountState.IN_REVIEW,
      version: 6,
      vehicle: { plate: 'ABC123' },
    });
  });

  it('refuses what is not', async () => {
    const ctx = await aContext();
    const driver = await applied(ctx);

    const asked = as(ctx, driver, submit(ctx))({});

    await expect(asked).rejects.toMatchObject({
      code: 'driver.application_incomplete',
      context: { missing: 'vehicle, driving_licence, taxi_licence, insurance' },
    });
  });

  it('of a robot is approved by rule, once the time for it has come', async () => {
    const ctx = await aContext({ approveTestRange: true, approveAfterMs: 3_000 });
    const driver = await submitted(ctx, aDriver(ctx, { tenancy: 'robot' }));

    await ctx.pass(2_999);
    expect(await stateOf(ctx, driver)).toBe('IN_REVIEW');
    await ctx.pass(1);

    expect(await stateOf(ctx, driver)).toBe('ACTIVE');
    expect(ctx.events.events.at(-1)).toMatchObject({ type: 'driver.approved' });
  });

  it('of a robot whose car has gone meanwhile waits for a person', async () => {
    const ctx = await aContext({ approveTestRange: true });
    const driver = await submitted(ctx, aDriver(ctx, { tenancy: 'robot' }));
    const vehicleId = (await ctx.accounts.get(driver.id))?.fields.vehicle_id ?? '';
    await ctx.vehicles.transition(vehicleId, { decide: () => ({ to: 'RETIRED' }) });

    await ctx.pass(60_000);

    expect(await stateOf(ctx, driver)).toBe('IN_REVIEW');
  });

  it('of a person is approved by a person', async () => {
    const ctx = await aContext({ approveTestRange: true });
    const driver = await submitted(ctx);

    await ctx.pass(3_600_000);

    expect(await stateOf(ctx, driver)).toBe('IN_REVIEW');
  });
});
