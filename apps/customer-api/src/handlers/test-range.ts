import { type RouteHandler } from '@hansom/platform-http';

import { type CustomerApiContext } from '../context.ts';
import type * as routes from '../routes/test-range.ts';
import { toMessage } from '../shapes/message.ts';

/** Notification alone knows whether there is a test range, and which phones are of it. */
export function readMailbox({ notification }: CustomerApiContext): RouteHandler<typeof routes.readMailbox> {
  return async ({ params }, call) => {
    const { messages } = await notification.readMailbox(params, call);
    return { status: 200, body: { messages: messages.map(toMessage) } };
  };
}
