import { instant } from '@hansom/platform-context';
import { aUser, callHandlerAs } from '@hansom/platform-identity/testing';
import { callHandler } from '@hansom/platform-rpc/testing';

import { type Message } from '../domain/message.ts';
import { aContext, type SpecContext } from '../../test/a-context.ts';
import { PHONE, RIDER } from '../../test/builders.ts';
import { listMessages } from './list-messages.ts';

async function put(ctx: SpecContext, number: number, over: Partial<Message> = {}): Promise<void> {
  const about = { riderId: RIDER, bookingId: 'booking_1', kind: 'RECEIPT' as const };
  const sentAt = instant(1_000 + Math.floor(number / 2)); // some at the same instant
  await ctx.sender.send({ id: `m${number}`, phone: PHONE, text: `m${number}`, sentAt, ...about, ...over });
}

const list = (ctx: SpecContext, page = '', riderId = RIDER) =>
  callHandlerAs(aUser({ id: RIDER }), listMessages(ctx), {
    request: { riderId, page },
    effects: ctx.effects,
  });

describe('listMessages', () => {
  it('lists what a rider was sent, each once, newest first, page by page', async () => {
    const ctx = await aContext();
    for (let number = 100; number < 220; number++) await put(ctx, number);

    const texts: string[] = [];
    let page = '';
    do {
      const answer = await list(ctx, page);
      texts.push(...answer.messages.map(({ text }) => text));
      page = answer.nextPage;
    } while (page !== '');

    expect(texts).toEqual(Array.from({ length: 120 }, (_, i) => `m${219 - i}`));
  });

  it('leaves out codes, and what a former owner of the phone was sent', async () => {
    const ctx = await aContext();
    await put(ctx, 1, { kind: 'CODE', riderId: undefined, bookingId: undefined });
    await put(ctx, 2, { riderId: 'rider_2' });
    await put(ctx, 3);

    const { messages } = await list(ctx);

    expect(messages.map(({ text }) => text)).toEqual(['m3']);
  });

  it('lists for the console too, and to no other rider', async () => {
    const ctx = await aContext();
    await put(ctx, 1);
    const request = { riderId: RIDER, page: '' };

    const consoles = await callHandler(listMessages(ctx), request, { effects: ctx.effects });
    const others = callHandlerAs(aUser({ id: 'rider_2' }), listMessages(ctx), {
      request,
      effects: ctx.effects,
    });

    expect(consoles.messages).toHaveLength(1);
    await expect(others).rejects.toMatchObject({ kind: 'not_found', code: 'notification.not_found' });
  });

  it('names each field that is wrong', async () => {
    const ctx = await aContext();

    await expect(list(ctx, 'nonsense', 'x')).rejects.toMatchObject({
      fields: [{ field: 'rider_id' }, { field: 'page' }],
    });
  });
});
