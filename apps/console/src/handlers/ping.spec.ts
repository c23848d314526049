import { callHandler } from '@hansom/platform-rpc/testing';

import { aContext } from '../../test/a-context.ts';
import { ping } from './ping.ts';

describe('ping', () => {
  it('answers with the message and the time', async () => {
    const ctx = await aContext();
    await ctx.effects.time.advance(1_000);

    const response = await callHandler(ping(ctx), { message: 'hello' }, { effects: ctx.effects });

    expect(response).toEqual({ message: 'hello', answeredAt: new Date(ctx.clock.now()) });
  });

  it('refuses a message that is too long', async () => {
    const ctx = await aContext();

    const asked = callHandler(ping(ctx), { message: 'o'.repeat(1001) }, { effects: ctx.effects });

    await expect(asked).rejects.toMatchObject({ kind: 'invalid_argument', fields: [{ field: 'message' }] });
  });
});
