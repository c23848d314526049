import { checkFields, type FieldCheck, HansomError } from '@hansom/platform-errors';
import { isPhone, PHONE_RULE } from '@hansom/platform-identity';
import { type Message as WireMessage, MessageKind } from '@hansom/proto-notification';

import { type Message } from '../domain/message.ts';

export function toWire({ id, phone, kind, text, bookingId = '', sentAt }: Message): WireMessage {
  return { messageId: id, phone, kind: MessageKind[kind], text, bookingId, sentAt: new Date(sentAt) };
}

/** Throws `notification.invalid_argument` with every check that does not hold. */
export function check(...checks: FieldCheck[]): void {
  checkFields('notification', checks);
}

export function phoneCheck(phone: string): FieldCheck {
  return { field: 'phone', rule: PHONE_RULE, holds: isPhone(phone) };
}

export function notFound(description: string): HansomError {
  return new HansomError('not_found', 'notification.not_found', { description });
}
