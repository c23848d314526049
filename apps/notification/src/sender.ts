import { type Message } from './domain/message.ts';
import { type Mailboxes } from './store/mailboxes.ts';

/** The way to people: a port, for which push, SMS or e-mail would be adapters. */
export interface Sender {
  /**
   * Hands a message over. One that is given again, by its `id`, reaches nobody twice. Resolves when it will arrive; rejects to be asked
   * again.
   */
  send(message: Message): Promise<void>;
}

/** Puts messages into the mailboxes that apps, and people with a number of the test range, read. The default, and all that robots need. */
export function mailboxSender(mailboxes: Mailboxes): Sender {
  return { send: (message) => mailboxes.put(message) };
}
