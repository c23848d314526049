import { callHandler } from '@hansom/platform-rpc/testing';
import { MessageKind, type SendCodeRequest } from '@hansom/proto-notification';
import { makeId } from '@hansom/shared-ids';

import { aContext, mailbox, type SpecContext } from '../../test/a-context.ts';
import { PHONE } from '../../test/builders.ts';
import { sendCode } from './send-code.ts';

const send = (ctx: SpecContext, over: Partial<SendCodeRequest> = {}) => {
  const challengeId = makeId('challenge', ctx.effects.ids.uuid());
  const request = { challengeId, phone: PHONE, code: '012345', expiresAt: undefined, ...over };
  return callHandler(sendCode(ctx), request, { effects: ctx.effects });
};

describe('sendCode', () => {
  it('puts the code into the mailbox of its phone', async () => {
    const ctx = await aContext();

    await send(ctx);

    expect(await mailbox(ctx)).toMatchObject([
      {
        kind: MessageKind.CODE,
        phone: PHONE,
        text: 'Your Hansom code is 012345. Tell it to nobody.',
        bookingId: '',
        sentAt: new Date(ctx.clock.now()),
      },
    ]);
    expect(await mailbox(ctx, '+46700000002')).toEqual([]);
  });

  it('sends the same once, whenever it comes again', async () => {
    const ctx = await aContext();
    const challengeId = makeId('challenge', ctx.effects.ids.uuid());
    await send(ctx, { challengeId });
    await ctx.effects.time.advance(60_000);

    await send(ctx, { challengeId });

    expect(await mailbox(ctx)).toHaveLength(1);
  });

  it('writes neither code nor phone into the log', async () => {
    const ctx = await aContext();

    await send(ctx);

    expect(JSON.stringify(ctx.effects.log.lines)).not.toMatch(/012345|46700000001/);
  });

  it('names each field that is wrong', async () => {
    const ctx = await aContext();

    await expect(send(ctx, { challengeId: 'x', phone: 'x', code: 'x' })).rejects.toMatchObject({
      code: 'notification.invalid_argument',
      fields: [{ field: 'challenge_id' }, { field: 'phone' }, { field: 'code' }],
    });
  });
});
