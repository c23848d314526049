import { callHandler } from '@hansom/platform-rpc/testing';
import { HoldState } from '@hansom/proto-sample-hold';
import { makeId } from '@hansom/shared-ids';

import { aContext, aHeldPlace } from '../../test/a-context.ts';
import { release } from './release.ts';

describe('release', () => {
  it('takes a hold to RELEASED', async () => {
    const ctx = await aContext();
    const holdId = await aHeldPlace(ctx);

    const { hold } = await callHandler(release(ctx), { commandKey: 'c1', holdId }, { effects: ctx.effects });

    expect(hold).toMatchObject({ id: holdId, state: HoldState.RELEASED, version: 2 });
  });

  it('answers a repeat alike and does it once', async () => {
    const ctx = await aContext();
    const holdId = await aHeldPlace(ctx);
    await callHandler(release(ctx), { commandKey: 'c1', holdId }, { effects: ctx.effects });

    const { hold } = await callHandler(release(ctx), { commandKey: 'c1', holdId }, { effects: ctx.effects });

    expect(hold?.version).toBe(2);
  });

  it('refuses a hold that has run out, naming its state', async () => {
    const ctx = await aContext();
    const holdId = await aHeldPlace(ctx);
    await ctx.pass(60_000);

    const late = callHandler(release(ctx), { commandKey: 'c1', holdId }, { effects: ctx.effects });

    await expect(late).rejects.toMatchObject({
      code: 'sample-hold.transition_not_allowed',
      context: { state: 'EXPIRED', version: '2' },
    });
  });

  it('refuses an unknown hold, and what is no id', async () => {
    const ctx = await aContext();
    const unknown = makeId('hold', ctx.ids.uuid());

    const nobody = callHandler(release(ctx), { commandKey: 'c1', holdId: unknown }, { effects: ctx.effects });
    const nothing = callHandler(release(ctx), { commandKey: '', holdId: 'x' }, { effects: ctx.effects });

    await expect(nobody).rejects.toMatchObject({ code: 'sample-hold.not_found' });
    await expect(nothing).rejects.toMatchObject({ fields: [{ field: 'hold_id' }, { field: 'command_key' }] });
  });
});
