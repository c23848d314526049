import { Phone } from '@hansom/platform-api';
import { z } from '@hansom/platform-config';
import { open, route } from '@hansom/platform-http';

import { Message } from '../shapes/message.ts';

export const readMailbox = route({
  ...{ method: 'GET', path: '/v1/test/mailbox/{phone}', operation: 'readMailbox', tags: ['test range'] },
  summary:
    'Reads what a phone of the test range was sent. There is no such thing where the test range is off.',
  access: open(),
  params: z.object({ phone: Phone }),
  answers: { 200: z.object({ messages: z.array(Message) }) },
  errors: ['notification.no_mailbox'],
});
