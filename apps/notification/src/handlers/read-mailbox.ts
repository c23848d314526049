import { HansomError } from '@hansom/platform-errors';
import { isTestPhone } from '@hansom/platform-identity';
import { type Handler } from '@hansom/platform-rpc';
import { type ReadMailboxRequest, type ReadMailboxResponse } from '@hansom/proto-notification';

import { type NotificationContext } from '../context.ts';
import { toWire } from './mapping.ts';

export function readMailbox(ctx: NotificationContext): Handler<ReadMailboxRequest, ReadMailboxResponse> {
  return async ({ phone }) => {
    if (!isTestPhone(phone, ctx.config.current.testRange)) throw noMailbox();
    const { messages } = await ctx.mailboxes.newest(phone);
    return { messages: messages.map(toWire) };
  };
}

function noMailbox(): HansomError {
  return new HansomError('not_found', 'notification.no_mailbox', {
    description: 'only numbers of the test range have a mailbox that others can read',
  });
}
