import { mayRead } from '@hansom/platform-identity';
import { type Handler } from '@hansom/platform-rpc';
import { type ListMessagesRequest, type ListMessagesResponse } from '@hansom/proto-notification';
import { idCheck } from '@hansom/shared-ids';

import { type NotificationContext } from '../context.ts';
import { given } from '../given.ts';
import { placeOf, placeText } from '../store/mailboxes.ts';
import { check, notFound, toWire } from './mapping.ts';

export function listMessages(ctx: NotificationContext): Handler<ListMessagesRequest, ListMessagesResponse> {
  return async ({ riderId, page }, call) => {
    const place = placeOf(page);
    check(idCheck('rider', riderId), {
      field: 'page',
      rule: 'must be what the last answer gave, or empty',
      holds: page === '' || place !== undefined,
    });
    if (!mayRead(call, riderId)) throw notFound('there is no such rider');
    const { profile } = await ctx.customer.getProfile({ riderId }, call);
    const { messages, next } = await ctx.mailboxes.newest(given(profile, 'the profile').phone, place);
    // A phone may have been somebody else's, and codes are for one moment.
    const own = messages.filter((message) => message.riderId === riderId);
    return { messages: own.map(toWire), nextPage: next ? placeText(next) : '' };
  };
}
