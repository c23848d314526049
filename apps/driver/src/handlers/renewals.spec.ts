import { callHandler } from '@hansom/platform-rpc/testing';
import { AccountState, type Document, DocumentKind } from '@hansom/proto-driver';

import {
  aContext,
  active,
  aDocument,
  aDriver,
  as,
  type SpecContext,
  submitted,
} from '../../test/a-context.ts';
import { addDocument } from './add-document.ts';
import { approve } from './approve.ts';
import { close } from './close.ts';
import { suspend } from './suspend.ts';

/** Hands a taxi licence in. */
async function handedIn(
  ctx: SpecContext,
  driver: Awaited<ReturnType<typeof active>>,
  over: Partial<Document> = {},
) {
  const document = aDocument(ctx, { number: 'new', ...over });
  const { driver: account } = await as(ctx, driver, addDocument(ctx))({ document });
  return { document, account };
}

const numbersOf = (documents: readonly Document[] = []) => documents.map(({ number }) => number);

describe('a document that is handed in', () => {
  it('is refused while the application is looked at, also where it is the same', async () => {
    const ctx = await aContext();
    const driver = await submitted(ctx);

    for (const number of ['new', 'A-1'])
      await expect(handedIn(ctx, driver, { number })).rejects.toMatchObject({
        code: 'driver.transition_not_allowed',
        context: { state: 'IN_REVIEW' },
      });
  });

  it('waits beside the one that counts once the application was approved', async () => {
    const ctx = await aContext();

    const { account, document } = await handedIn(ctx, await active(ctx));

    expect(account).toMatchObject({ state: AccountState.ACTIVE, version: 8, renewals: [document] });
    expect(numbersOf(account?.documents)).toEqual(['A-1', 'A-1', 'A-1']);
  });

  it('takes the place of the one of its kind that waits', async () => {
    const ctx = await aContext();
    const driver = await active(ctx);
    await handedIn(ctx, driver);
    await handedIn(ctx, driver, { kind: DocumentKind.INSURANCE });

    const { account } = await handedIn(ctx, driver, { number: 'newer' });

    expect(numbersOf(account?.renewals)).toEqual(['newer', 'new']);
  });

  it('changes nothing when it comes again', async () => {
    const ctx = await aContext();
    const driver = await active(ctx);
    await handedIn(ctx, driver);

    const { account } = await handedIn(ctx, driver);

    expect(account?.version).toBe(8);
  });

  it('counts at once of a robot where the rule is on', async () => {
    const ctx = await aContext({ approveTestRange: true, approveAfterMs: 0 });
    const driver = await submitted(ctx, aDriver(ctx, { tenancy: 'robot' }));
    await ctx.pass(1);

    const { account } = await handedIn(ctx, driver);

    expect(account).toMatchObject({ state: AccountState.ACTIVE, renewals: [] });
    expect(numbersOf(account?.documents)).toEqual(['A-1', 'new', 'A-1']);
  });

  it('is refused when the account is over', async () => {
    const ctx = await aContext();
    const driver = await active(ctx);
    await callHandler(close(ctx), { commandKey: 'c', driverId: driver.id, reason: 'moved away' });

    await expect(handedIn(ctx, driver)).rejects.toMatchObject({ context: { state: 'CLOSED' } });
  });
});

describe('an operator', () => {
  it('accepts a renewal of who drives, once for each key, and nobody is told of an approval', async () => {
    const ctx = await aContext();
    const driver = await active(ctx);
    await handedIn(ctx, driver);
    const request = { commandKey: 'k', driverId: driver.id, basedOnVersion: 8 };

    const first = await callHandler(approve(ctx), request);
    const again = await callHandler(approve(ctx), request);

    expect(first.driver).toMatchObject({ state: AccountState.ACTIVE, version: 9, renewals: [] });
    expect(numbersOf(first.driver?.documents)).toEqual(['A-1', 'new', 'A-1']);
    expect(again.driver).toEqual(first.driver);
    expect(ctx.events.events.filter(({ type }) => type === 'driver.approved')).toHaveLength(1);
  });

  it('accepts one of who is suspended, who stays so', async () => {
    const ctx = await aContext();
    const driver = await active(ctx);
    const driverId = driver.id;
    await callHandler(suspend(ctx), { commandKey: 's', driverId, reason: 'the papers' });
    await handedIn(ctx, driver);

    const { driver: account } = await callHandler(approve(ctx), {
      ...{ commandKey: 'k', driverId, basedOnVersion: 0 },
    });

    expect(account).toMatchObject({ state: AccountState.SUSPENDED, reason: 'the papers', renewals: [] });
    expect(numbersOf(account?.documents)).toContain('new');
  });

  it('is refused where nothing waits', async () => {
    const ctx = await aContext();
    const { id: driverId } = await active(ctx);

    const asked = callHandler(approve(ctx), { commandKey: 'k', driverId, basedOnVersion: 0 });

    await expect(asked).rejects.toMatchObject({ code: 'driver.transition_not_allowed' });
  });

  it('accepts nothing that came after the account was looked at', async () => {
    const ctx = await aContext();
    const driver = await active(ctx);
    const { account } = await handedIn(ctx, driver);
    await handedIn(ctx, driver, { number: 'unseen' });

    const asked = callHandler(approve(ctx), {
      ...{ commandKey: 'k', driverId: driver.id, basedOnVersion: account?.version ?? 0 },
    });

    await expect(asked).rejects.toMatchObject({
      code: 'driver.version_mismatch',
      context: { version: '9' },
    });
  });
});
