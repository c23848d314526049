import { callHandler } from '@hansom/platform-rpc/testing';
import { HoldState } from '@hansom/proto-sample-hold';
import { makeId } from '@hansom/shared-ids';

import { aContext, aHeldPlace } from '../../test/a-context.ts';
import { get } from './get.ts';

describe('get', () => {
  it('reads a hold as it stands', async () => {
    const ctx = await aContext();
    const holdId = await aHeldPlace(ctx);
    await ctx.pass(60_000);

    const { hold } = await callHandler(get(ctx), { holdId });

    expect(hold).toMatchObject({ id: holdId, placeId: 'seat-1', state: HoldState.EXPIRED, version: 2 });
  });

  it('refuses an unknown one', async () => {
    const ctx = await aContext();

    const asked = callHandler(get(ctx), { holdId: makeId('hold', ctx.ids.uuid()) });

    await expect(asked).rejects.toMatchObject({ kind: 'not_found', code: 'sample-hold.not_found' });
  });
});
