import { instant } from '@hansom/platform-context';

import { aContext, mailbox, type SpecContext } from '../../test/a-context.ts';
import { PHONE } from '../../test/builders.ts';

const NO_MAILBOX = { kind: 'not_found', code: 'notification.no_mailbox' };

async function put(ctx: SpecContext, number: number, phone = PHONE): Promise<void> {
  const id = `m${number}`;
  await ctx.sender.send({ id, phone, kind: 'CODE', text: id, sentAt: instant(1_000 + number) });
}

describe('readMailbox', () => {
  it('reads the fifty newest, newest first', async () => {
    const ctx = await aContext();
    for (let number = 1; number <= 60; number++) await put(ctx, number);

    const messages = await mailbox(ctx);

    expect(messages).toHaveLength(50);
    expect([messages[0]?.text, messages[49]?.text]).toEqual(['m60', 'm11']);
  });

  it('forgets after seven days', async () => {
    const ctx = await aContext();
    await put(ctx, 1);

    await ctx.effects.time.advance(7 * 24 * 60 * 60 * 1000 + 1);

    expect(await mailbox(ctx)).toEqual([]);
  });

  it('reads nothing of a phone that may be a person’s', async () => {
    const ctx = await aContext();
    await put(ctx, 1, '+46701740605');

    await expect(mailbox(ctx, '+46701740605')).rejects.toMatchObject(NO_MAILBOX);
  });

  it('reads nothing at all where there is no test range', async () => {
    const ctx = await aContext();
    ctx.config.set({ ...ctx.config.current, testRange: null });

    await expect(mailbox(ctx)).rejects.toMatchObject(NO_MAILBOX);
  });
});
