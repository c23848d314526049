import { HansomError } from '@hansom/platform-errors';
import { type HandlersOf } from '@hansom/platform-rpc';
import { type NotificationServiceDefinition, type SendCodeRequest } from '@hansom/proto-notification';

/** A notification that keeps the codes it is to send. */
export class FakeNotification {
  readonly sent: SendCodeRequest[] = [];

  readonly handlers: HandlersOf<NotificationServiceDefinition> = {
    sendCode: (request) => {
      this.sent.push(request);
      return {};
    },
    readMailbox: unasked,
    getReceipt: unasked,
    listMessages: unasked,
  };

  /** The code of a challenge. */
  codeOf(challengeId: string): string {
    const sent = this.sent.find((request) => request.challengeId === challengeId);
    if (!sent) throw new Error(`no code was sent for ${challengeId}`);
    return sent.code;
  }
}

function unasked(): never {
  throw new HansomError('internal', 'notification.unasked', { description: 'auth does not ask that' });
}
